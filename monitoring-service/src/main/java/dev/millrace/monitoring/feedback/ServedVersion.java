package dev.millrace.monitoring.feedback;

import java.util.Map;

/**
 * What an approval put in service, as far as labels are compared with it.
 *
 * @param approvedBy event of the approval
 * @param test metrics on the test rows, by name
 */
public record ServedVersion(
        String project,
        String pipeline,
        String model,
        long generation,
        int version,
        String approvedBy,
        boolean regression,
        Map<String, Double> test,
        long testRows) {

    public ServedVersion {
        test = Map.copyOf(test);
    }

    public String scoreId() {
        return project + "/" + model;
    }
}
