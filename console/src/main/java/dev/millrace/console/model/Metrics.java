package dev.millrace.console.model;

import dev.millrace.console.model.RegistryAnswers.Gate;
import dev.millrace.console.model.RegistryAnswers.Version;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** In which order metrics are shown, and which way each is better. */
final class Metrics {

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

    static boolean lowerIsBetter(String metric) {
        return LOWER.contains(metric);
    }

    /** The best known first, the others by name behind them. */
    static List<String> ordered(Collection<String> metrics) {
        return Stream.concat(
                        FIRST.stream().filter(metrics::contains),
                        metrics.stream()
                                .filter(metric -> !FIRST.contains(metric))
                                .sorted())
                .toList();
    }

    /** The metric that was asked for, or else the one that the gates compare, or else the first. */
    static String chosen(@Nullable String asked, Version version) {
        if (asked != null && version.metrics().containsKey(asked)) {
            return asked;
        }
        return version.judgement().gates().stream()
                .filter(gate -> gate.slice() == null)
                .map(Gate::metric)
                .filter(version.metrics()::containsKey)
                .findFirst()
                .orElseGet(() ->
                        ordered(version.metrics().keySet()).stream().findFirst().orElse(""));
    }
}
