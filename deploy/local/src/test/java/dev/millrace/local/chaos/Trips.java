package dev.millrace.local.chaos;

import dev.millrace.examples.TaxiTrips;
import dev.millrace.examples.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** What clients of the chaos suite send: taxi trips as files and as rows to predict. */
final class Trips {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> NOT_ASKED = Set.of("tips", "trip_start_timestamp");
    private static final Set<String> TEXTS = Set.of("payment_type", "company");

    private Trips() {}

    static String csv(long seed, int rows) {
        var out = new ByteArrayOutputStream();
        try {
            new TaxiTrips(seed, World.USUAL).writeCsv(out, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The body of a KServe request. */
    static String instances(long seed, int rows, World world) {
        var trips = new TaxiTrips(seed, world);
        return Stream.generate(() -> row(trips)).limit(rows).collect(Collectors.joining(",", "{\"instances\":[", "]}"));
    }

    private static String row(TaxiTrips trips) {
        Map<String, Object> row = new LinkedHashMap<>();
        var trip = trips.next();
        for (int i = 0; i < trip.size(); i++) {
            var column = TaxiTrips.COLUMNS.get(i);
            var value = trip.get(i);
            if (!NOT_ASKED.contains(column) && !value.isEmpty()) {
                row.put(column, TEXTS.contains(column) ? value : (Object) Double.valueOf(value));
            }
        }
        return JSON.writeValueAsString(row);
    }
}
