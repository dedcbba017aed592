package dev.millrace.monitoring.feedback;

import java.util.List;

/**
 * A prediction that a label may come for.
 *
 * @param predicted the class, or the number as text
 * @param scores in the order of the record's classes; for regression the one number
 */
public record Prediction(String predictionId, String predicted, List<Double> scores) {
    public Prediction {
        scores = List.copyOf(scores);
    }
}
