package dev.millrace.registry.evaluation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a version does on its test rows.
 *
 * @param positive of two classes the one that the curves are about; null otherwise
 * @param threshold score of that class from which it is predicted; null otherwise
 * @param confusion null for regression
 * @param roc at most 200 points from (0, 0) to (1, 1); empty unless there are two classes
 * @param precisionRecall at most 200 points, from the highest threshold; empty unless there are two classes
 * @param calibration ten bins of equal width, without those that have no rows; empty unless there are two classes
 */
public record Evaluation(
        long rows,
        @Nullable String positive,
        @Nullable Double threshold,
        List<Slice> slices,
        List<Importance> importances,
        @Nullable Confusion confusion,
        List<RocPoint> roc,
        List<PrecisionRecallPoint> precisionRecall,
        List<CalibrationBin> calibration) {

    public Evaluation {
        slices = List.copyOf(slices);
        importances = List.copyOf(importances);
        roc = List.copyOf(roc);
        precisionRecall = List.copyOf(precisionRecall);
        calibration = List.copyOf(calibration);
    }

    /**
     * Some of the test rows.
     *
     * @param slice column=value
     * @param metrics by name; {@code rows} is how many there are
     */
    public record Slice(String slice, Map<String, Double> metrics) {
        public Slice {
            metrics = Map.copyOf(metrics);
        }
    }

    /** @param importance share of the model's total gain */
    public record Importance(String column, double importance) {}

    /**
     * How many rows were taken for what, at the threshold.
     *
     * @param counts a list for each true class: how many of its rows were taken for each class
     */
    public record Confusion(List<String> classes, List<List<Long>> counts) {
        public Confusion {
            classes = List.copyOf(classes);
            counts = counts.stream().map(List::copyOf).toList();
        }
    }

    /** @param threshold null for the point at which no row is taken for the positive class */
    public record RocPoint(@Nullable Double threshold, double falsePositiveRate, double truePositiveRate) {}

    /** @param threshold null for the point at which no row is taken for the positive class */
    public record PrecisionRecallPoint(@Nullable Double threshold, double recall, double precision) {}

    /**
     * Rows with scores in a range, the upper end included.
     *
     * @param predicted their mean score
     * @param observed the share of the positive class among them
     */
    public record CalibrationBin(double from, double to, long rows, double predicted, double observed) {}
}
