package dev.millrace.training.learn.judge;

import dev.millrace.training.learn.UnlearnableException;
import dev.millrace.training.learn.rows.Labels;
import java.util.Arrays;
import java.util.Map;

/** How well scores agree with labels. */
public final class RowMetrics {

    private RowMetrics() {}

    /**
     * The metrics by name.
     *
     * @param scores as the labels' outputs have them for a row
     * @throws UnlearnableException when a score is not a number, because it has no place in any order
     */
    public static Map<String, Double> of(Labels labels, float[] scores) {
        try {
            return labels.outputs().metrics(labels.values(), scores);
        } catch (IllegalArgumentException notANumber) {
            throw new UnlearnableException("SCORE_NOT_A_NUMBER", "the model's score of a row is not a number");
        }
    }

    /** The metrics of whoever answers every row alike: with each class's share of the training rows, or with their mean. */
    public static Map<String, Double> ofAnsweringAlike(Labels train, Labels judged) {
        int width = train.outputs().width();
        float[] answer = new float[width];
        if (train.classes().isEmpty()) {
            answer[0] = (float) Arrays.stream(train.values()).average().orElse(0);
        } else {
            int[] counts = train.counts();
            for (int place = 0; place < width; place++) {
                answer[place] = (float) counts[place] / train.size();
            }
        }
        float[] scores = new float[width * judged.size()];
        for (int row = 0; row < judged.size(); row++) {
            System.arraycopy(answer, 0, scores, row * width, width);
        }
        return of(judged, scores);
    }
}
