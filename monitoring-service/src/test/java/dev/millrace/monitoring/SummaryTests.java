package dev.millrace.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/** What the summary counts, in a store with thousands of cascades: they are written around the service, as lists show them. */
class SummaryTests {

    private static final String PROJECT = "monitoring-summary";
    private static final int CASCADES = 3000;
    private static final List<String> STATUSES = List.of("SERVING", "FAILED", "RUNNING", "NO_TRAINING");

    @TempDir
    Path directory;

    private final Random random = new Random(5);
    private final Map<Instant, Map<String, Long>> written = new HashMap<>();

    @Test
    void countsTheCascadesOfADayByHourAndStatus() throws Exception {
        try (var monitoring = RunningMonitoring.start(directory, PROJECT, PROJECT)) {
            var store = monitoring.bean(MongoTemplate.class);
            var now = Instant.now();
            var cascades = IntStream.range(0, CASCADES)
                    .mapToObj(number -> cascade(number, now.minus(Duration.ofSeconds(40L * number)), store))
                    .toList();
            store.getCollection("cascades").insertMany(cascades);

            var summary = monitoring.get("/v1/summary");

            var hours = told(summary);
            assertThat(hours)
                    .hasSize(24)
                    .allSatisfy((hour, counts) ->
                            assertThat(counts).as(hour.toString()).isEqualTo(written.getOrDefault(hour, Map.of())));
            assertThat(summary.at("/counts/cascadesRunning").asLong())
                    .isEqualTo(hours.values().stream()
                            .mapToLong(hour -> hour.getOrDefault("RUNNING", 0L))
                            .sum())
                    .isPositive();
        }
    }

    private Document cascade(int number, Instant began, MongoTemplate store) {
        var project = number % 7 == 0 ? "other" : PROJECT;
        var hour = began.truncatedTo(ChronoUnit.HOURS);
        var status = STATUSES.get(random.nextInt(STATUSES.size()));
        if (project.equals(PROJECT)) {
            written.computeIfAbsent(hour, first -> new HashMap<>()).merge(status, 1L, Long::sum);
        }
        return new Document("_id", project + "/cascade-" + number)
                .append("project", project)
                .append("hour", store.getConverter().convertToMongoType(hour))
                .append("status", status);
    }

    /** What the answer says, by hour. */
    private static Map<Instant, Map<String, Long>> told(JsonNode summary) {
        var hours = new TreeMap<Instant, Map<String, Long>>();
        StreamSupport.stream(summary.get("hours").spliterator(), false).forEach(hour -> {
            var counts = new HashMap<String, Long>();
            hour.get("counts")
                    .properties()
                    .forEach(each -> counts.put(each.getKey(), each.getValue().asLong()));
            hours.put(Instant.parse(hour.get("from").asString()), counts);
        });
        return hours;
    }
}
