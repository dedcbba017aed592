package dev.millrace.console.page;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** In which order metrics are shown, and which way each is better. */
public final class Metrics {

    private static final Set<String> LOWER = Set.of("log-loss", "brier", "rmse", "mae", "mape", "median-error");
    private static final List<String> FIRST = List.of(
            "auc",
            "pr-auc",
            "accuracy",
            "macro-f1",
            "weighted-f1",
            "f1",
            "precision",
            "recall",
            "log-loss",
            "brier",
            "r2",
            "rmse",
            "mae");

    private Metrics() {}

    /** Whether less of it is better. */
    public static boolean lowerIsBetter(String metric) {
        return LOWER.contains(metric);
    }

    /** The best known first, the others by name behind them. */
    public static List<String> ordered(Collection<String> metrics) {
        return Stream.concat(
                        FIRST.stream().filter(metrics::contains),
                        metrics.stream()
                                .filter(metric -> !FIRST.contains(metric))
                                .sorted())
                .toList();
    }

    /** The same in that order. */
    static Map<String, Double> ordered(Map<String, Double> metrics) {
        var ordered = new LinkedHashMap<String, Double>();
        ordered(metrics.keySet()).forEach(metric -> ordered.put(metric, Objects.requireNonNull(metrics.get(metric))));
        return ordered;
    }
}
