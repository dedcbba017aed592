package dev.millrace.benchmarks;

import dev.millrace.contracts.Topics;
import dev.millrace.examples.TaxiTrips;
import dev.millrace.examples.World;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A model over made-up trips, and requests for its predictions. */
final class Questions {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What {@link Trips#pipeline} keeps from the model, its label aside. */
    private static final Set<String> EXCLUDED = Set.of("tips", "trip_start_timestamp");

    private Questions() {}

    /** Trains a model under a name of its own, and returns the name when the model serves. */
    static String trained(String name, String more) throws IOException, InterruptedException {
        var stack = new Stack();
        stack.apply(name, Trips.pipeline(name, name, 100) + more);
        try (var log = new EventLog()) {
            stack.upload(name, Trips.csv(1, 8000), "snapshot");
            var deployed = log.await(
                    1,
                    Duration.ofMinutes(2),
                    event -> event.is(Topics.MODEL_DEPLOYED)
                            && event.text("model").equals(name));
            if (deployed.isEmpty()) {
                throw new IllegalStateException("no version of " + name + " serves after two minutes");
            }
        }
        return name;
    }

    /** Whole HTTP requests for one row each, all different. */
    static List<byte[]> requests(URI server, String model, int rows) {
        var trips = new TaxiTrips(2, World.USUAL);
        return IntStream.range(0, rows)
                .mapToObj(row -> request(server, model, trips.next()))
                .toList();
    }

    private static byte[] request(URI server, String model, List<String> trip) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < trip.size(); i++) {
            if (!EXCLUDED.contains(TaxiTrips.COLUMNS.get(i))) {
                row.put(TaxiTrips.COLUMNS.get(i), value(trip.get(i)));
            }
        }
        var body = JSON.writeValueAsBytes(Map.of("instances", List.of(row)));
        var head = "POST /v1/models/" + model + ":predict HTTP/1.1\r\nHost: " + server.getAuthority()
                + "\r\nAuthorization: Bearer " + Stack.variable("MILLRACE_TOKEN")
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        var request = new byte[head.length() + body.length];
        System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, request, 0, head.length());
        System.arraycopy(body, 0, request, head.length(), body.length);
        return request;
    }

    /** A number where the text is one, as the CSV reader would see it. */
    static @Nullable Object value(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
