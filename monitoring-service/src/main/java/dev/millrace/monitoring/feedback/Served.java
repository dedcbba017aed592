package dev.millrace.monitoring.feedback;

import java.util.Map;

/**
 * What an approval put in service, as far as labels are compared with it.
 *
 * @param test metrics on the test rows, by name
 */
public record Served(
        String project,
        String pipeline,
        String model,
        long generation,
        int version,
        String eventId,
        boolean regression,
        Map<String, Double> test,
        long testRows) {

    public Served {
        test = Map.copyOf(test);
    }

    String id() {
        return project + "/" + model;
    }
}
