package dev.millrace.monitoring.drift.watch;

import dev.millrace.monitoring.ModelRole;
import dev.millrace.monitoring.ServingRole;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of predictions, as far as it is counted.
 *
 * @param role that the version answered in
 * @param appendedAt when the broker took it
 * @param columns names of the inputs
 * @param rows oldest first
 */
public record Logged(
        String project,
        String pipeline,
        String model,
        int version,
        ServingRole role,
        long generation,
        long offset,
        Instant appendedAt,
        List<String> columns,
        List<Row> rows) {

    public Logged {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * One answer.
     *
     * @param inputs as logged: Double, String, Boolean or null, in the order of the columns
     * @param predicted the class, or the number as text; what the baseline's last column counts where it has categories
     * @param scores one a class, or the number
     */
    public record Row(Instant at, List<@Nullable Object> inputs, String predicted, List<Double> scores) {

        /** Of the second class, or the number; what the baseline's last column counts where it has numbers. */
        double score() {
            return scores.isEmpty() ? Double.NaN : scores.get(Math.min(1, scores.size() - 1));
        }
    }

    /** Id of the watch that counts it. */
    String watch() {
        return new ModelRole(project, model, role).id();
    }
}
