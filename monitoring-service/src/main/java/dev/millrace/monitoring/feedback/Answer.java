package dev.millrace.monitoring.feedback;

import java.util.List;

/**
 * A prediction that waits for its label.
 *
 * @param prediction the class, or the number as text
 * @param scores in the order of the record's classes; for regression the one number
 */
public record Answer(String predictionId, String prediction, List<Double> scores) {
    public Answer {
        scores = List.copyOf(scores);
    }
}
