package dev.millrace.monitoring.feedback;

import java.time.Instant;
import java.util.List;

/**
 * What one record of the prediction log holds.
 *
 * @param at when the broker took the record
 * @param classes names of the scores; empty for regression
 */
public record LoggedPredictions(Model model, Instant at, List<String> classes, List<Prediction> rows) {

    public LoggedPredictions {
        classes = List.copyOf(classes);
        rows = List.copyOf(rows);
    }

    /** Who answered. */
    public record Model(String project, String model, int version, long generation) {

        /** Id of the score that its labels are counted for. */
        public String scoreId() {
            return project + "/" + model;
        }
    }
}
