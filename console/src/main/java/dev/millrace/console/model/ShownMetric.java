package dev.millrace.console.model;

import dev.millrace.console.model.RegistryAnswers.Gate;
import dev.millrace.console.model.RegistryAnswers.Version;
import dev.millrace.console.page.Metrics;
import org.jspecify.annotations.Nullable;

/** Which metric a page shows. */
final class ShownMetric {

    private ShownMetric() {}

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
                .orElseGet(() -> Metrics.ordered(version.metrics().keySet()).stream()
                        .findFirst()
                        .orElse(""));
    }
}
