package dev.millrace.pipelines;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The metrics that training computes, selection and gates may name, and comparisons know the direction of. */
public enum Metric {
    AUC("auc", true, 0, 1),
    PR_AUC("pr-auc", true, 0, 1),
    ACCURACY("accuracy", true, 0, 1),
    PRECISION("precision", true, 0, 1),
    RECALL("recall", true, 0, 1),
    F1("f1", true, 0, 1),
    MACRO_F1("macro-f1", true, 0, 1),
    WEIGHTED_F1("weighted-f1", true, 0, 1),
    LOG_LOSS("log-loss", false, 0, 1e6),
    BRIER("brier", false, 0, 2),
    RMSE("rmse", false, 0, 1e300),
    MAE("mae", false, 0, 1e300),
    MEDIAN_ERROR("median-error", false, 0, 1e300),
    MAPE("mape", false, 0, 1e300),
    R2("r2", true, -1e300, 1);

    private final String key;
    private final boolean higherIsBetter;
    private final double lowest;
    private final double highest;

    Metric(String key, boolean higherIsBetter, double lowest, double highest) {
        this.key = key;
        this.higherIsBetter = higherIsBetter;
        this.lowest = lowest;
        this.highest = highest;
    }

    /** As specifications and events spell it. */
    public String key() {
        return key;
    }

    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /** The tasks whose predictions have it. */
    public Set<Task> tasks() {
        return switch (this) {
            case PR_AUC, PRECISION, RECALL, F1, BRIER -> Set.of(Task.BINARY);
            case AUC, ACCURACY, MACRO_F1, WEIGHTED_F1, LOG_LOSS -> Set.of(Task.BINARY, Task.MULTICLASS);
            case RMSE, MAE, MEDIAN_ERROR, MAPE, R2 -> Set.of(Task.REGRESSION);
        };
    }

    double lowest() {
        return lowest;
    }

    double highest() {
        return highest;
    }

    /** False for what no model can score, NaN included. */
    public boolean possible(double value) {
        return value >= lowest && value <= highest;
    }

    /** By how much the candidate is worse than the champion; below zero where it is better. */
    public double drop(double candidate, double champion) {
        return higherIsBetter ? champion - candidate : candidate - champion;
    }

    public static Optional<Metric> of(String key) {
        return Arrays.stream(values()).filter(metric -> metric.key.equals(key)).findFirst();
    }

    public static List<String> keys() {
        return Arrays.stream(values()).map(Metric::key).toList();
    }
}
