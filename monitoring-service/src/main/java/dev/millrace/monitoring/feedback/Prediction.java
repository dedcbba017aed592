package dev.millrace.monitoring.feedback;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prediction that a label may come for.
 *
 * @param predicted the class, or the number as text
 * @param scores in the order of the record's classes; for regression the one number
 * @param asked null where that is not kept
 */
public record Prediction(
        String predictionId,
        String predicted,
        List<Double> scores,
        @Nullable Asked asked) {

    /** More of one row is not kept. */
    private static final int MOST_CHARACTERS = 32_768;

    private static final int CHARACTERS_OF_A_NUMBER = 12;

    public Prediction {
        scores = List.copyOf(scores);
    }

    /**
     * What was asked, and when.
     *
     * @param inputs Double, String, Boolean or null
     */
    public record Asked(Instant at, List<@Nullable Object> inputs) {
        public Asked {
            inputs = Collections.unmodifiableList(new ArrayList<>(inputs));
        }

        private boolean isSmall() {
            return inputs.stream()
                            .mapToInt(input -> input instanceof String text ? text.length() : CHARACTERS_OF_A_NUMBER)
                            .sum()
                    <= MOST_CHARACTERS;
        }
    }

    Prediction withoutInputs() {
        return new Prediction(predictionId, predicted, scores, null);
    }

    /** With the inputs at these places only, and with none where they are too large. */
    Prediction keeping(List<Integer> places) {
        if (asked == null) {
            return this;
        }
        var kept = new ArrayList<@Nullable Object>(places.size());
        places.forEach(place -> kept.add(asked.inputs().get(place)));
        var fewer = new Asked(asked.at(), kept);
        return new Prediction(predictionId, predicted, scores, fewer.isSmall() ? fewer : null);
    }
}
