package dev.millrace.monitoring.feedback;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sums from which the metrics of labelled predictions follow, as scikit-learn defines them.
 *
 * @param right answers that were the true class
 * @param logLoss sum of the negative logarithms of the true classes' scores
 * @param squared sum of the squared errors of numbers
 * @param fourth sum of their fourth powers, which tells how sure the root mean squared error is; 0 where it was not kept
 * @param absolute sum of their sizes
 * @param byScore labels of two classes by their scores; of a model that was scored by an earlier release, those since then
 */
public record MetricSums(
        long labels,
        long right,
        double logLoss,
        double squared,
        double fourth,
        double absolute,
        ScoreHistogram byScore) {

    static final MetricSums EMPTY = new MetricSums(0, 0, 0, 0, 0, 0, ScoreHistogram.EMPTY);

    private static final double LEAST = 1e-15;

    /** Standard errors on each side of a metric that hold its true value in 95 of 100 cases. */
    private static final double NINETY_FIVE = 1.959963984540054;

    public MetricSums {
        byScore = Objects.requireNonNullElse(byScore, ScoreHistogram.EMPTY);
    }

    /** Whether a label says anything about its prediction: it must be one of the classes, or a number. */
    static boolean counts(ScoredLabel scored) {
        if (!scored.classes().isEmpty()) {
            int truth = scored.classes().indexOf(scored.label());
            return truth >= 0 && truth < scored.scores().size();
        }
        return Double.isFinite(error(scored));
    }

    private static double error(ScoredLabel scored) {
        try {
            return Double.parseDouble(scored.label()) - scored.scores().getFirst();
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    /** After more labels that {@linkplain #counts count}. */
    MetricSums plus(Collection<ScoredLabel> scored) {
        var each = scored.stream().map(MetricSums::of).toList();
        var together = byScore.plus(each.stream().map(MetricSums::byScore).toList());
        var sums = this;
        for (var one : each) {
            sums = sums.plus(one, together);
        }
        return sums;
    }

    /** Of these labels and others. */
    MetricSums plus(MetricSums more) {
        return plus(more, byScore.plus(List.of(more.byScore)));
    }

    private MetricSums plus(MetricSums more, ScoreHistogram together) {
        return new MetricSums(
                labels + more.labels,
                right + more.right,
                logLoss + more.logLoss,
                squared + more.squared,
                fourth + more.fourth,
                absolute + more.absolute,
                together);
    }

    private static MetricSums of(ScoredLabel scored) {
        if (scored.classes().isEmpty()) {
            double error = error(scored);
            double square = error * error;
            return new MetricSums(1, 0, 0, square, square * square, Math.abs(error), ScoreHistogram.EMPTY);
        }
        int truth = scored.classes().indexOf(scored.label());
        boolean two = scored.scores().size() == 2;
        return new MetricSums(
                1,
                scored.predicted().equals(scored.label()) ? 1 : 0,
                -Math.log(Math.clamp(scored.scores().get(truth), LEAST, 1)),
                0,
                0,
                0,
                two ? ScoreHistogram.of(scored.scores().getLast(), truth == 1) : ScoreHistogram.EMPTY);
    }

    /** The same labels, with scores at fewer places. */
    MetricSums atMost(int places) {
        return new MetricSums(labels, right, logLoss, squared, fourth, absolute, byScore.atMost(places));
    }

    /** By the names that training uses. */
    Map<String, Double> metrics(boolean regression) {
        var metrics = new LinkedHashMap<String, Double>();
        if (labels == 0) {
            return metrics;
        }
        if (regression) {
            metrics.put("rmse", Math.sqrt(squared / labels));
            metrics.put("mae", absolute / labels);
            return metrics;
        }
        if (byScore.ofTheRarerClass() > 0) {
            metrics.put("auc", byScore.area().value());
        }
        metrics.put("accuracy", (double) right / labels);
        metrics.put("log-loss", logLoss / labels);
        return metrics;
    }

    /** A range that holds a metric's true value in 95 of 100 cases. */
    public record Interval(double low, double high) {}

    /**
     * Of a metric of these labels: Wilson's for a share, DeLong's for the area under the curve, and that of the mean square for
     * the root mean squared error.
     *
     * @return null where the labels do not give the metric, or it has no interval
     */
    @Nullable
    Interval interval(String metric) {
        if (labels == 0) {
            return null;
        }
        return switch (metric) {
            case "accuracy" -> wilson((double) right / labels);
            case "auc" -> byScore.ofTheRarerClass() > 0 ? around(byScore.area()) : null;
            case "rmse" -> ofRoot();
            default -> null;
        };
    }

    private Interval wilson(double share) {
        double z2 = NINETY_FIVE * NINETY_FIVE;
        double middle = (share + z2 / (2 * labels)) / (1 + z2 / labels);
        double half = NINETY_FIVE
                * Math.sqrt(share * (1 - share) / labels + z2 / (4.0 * labels * labels))
                / (1 + z2 / labels);
        return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
    }

    private static Interval around(ScoreHistogram.Area area) {
        double half = NINETY_FIVE * area.standardError();
        return new Interval(Math.max(0, area.value() - half), Math.min(1, area.value() + half));
    }

    private Interval ofRoot() {
        double mean = squared / labels;
        double half = NINETY_FIVE * mean * relativeErrorOfMeanSquare();
        return new Interval(Math.sqrt(Math.max(0, mean - half)), Math.sqrt(mean + half));
    }

    /** Standard error of the mean squared error, as a share of it; at least that of normal errors. */
    private double relativeErrorOfMeanSquare() {
        double mean = squared / labels;
        double measured = mean == 0 ? 0 : Math.sqrt(Math.max(0, fourth / labels - mean * mean) / labels) / mean;
        return Math.max(measured, Math.sqrt(2.0 / labels));
    }

    /**
     * How far the metric of so many labels may be off by chance alone, one standard error, where its true value is this: Hanley and
     * McNeil's (Radiology 143, 1982) for the area under the curve.
     */
    double standardError(String metric, double value) {
        return switch (metric) {
            case "auc" -> hanleyMcNeil(value);
            case "rmse" -> value * relativeErrorOfMeanSquare() / 2;
            default -> Math.sqrt(value * (1 - value) / labels);
        };
    }

    private double hanleyMcNeil(double area) {
        double n1 = byScore.positiveLabels();
        double n2 = byScore.negativeLabels();
        double q1 = area / (2 - area);
        double q2 = 2 * area * area / (1 + area);
        double variance = area * (1 - area) + (n1 - 1) * (q1 - area * area) + (n2 - 1) * (q2 - area * area);
        return Math.sqrt(variance / (n1 * n2));
    }
}
