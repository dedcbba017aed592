package dev.millrace.console.pipeline;

import dev.millrace.console.chart.DecisionStrip;
import dev.millrace.console.chart.Plot;
import dev.millrace.console.page.Show;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What training has decided of late, newest first. */
record Decisions(List<Decision> decisions, @Nullable String next) {

    private static final Duration SHOWN = Duration.ofDays(7);

    Decisions {
        decisions = decisions == null ? List.of() : List.copyOf(decisions);
    }

    /** One of them. */
    record Decision(
            String id,
            String at,
            String pipeline,
            String decision,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable String runId,
            @Nullable String cascadeId) {}

    /** The last seven days; older decisions are in the table only. */
    Plot strip(Instant now, Show show, @Nullable String cooldown) {
        var from = now.minus(SHOWN);
        var shown = decisions.stream()
                .filter(decision -> Instant.parse(decision.at()).isAfter(from))
                .map(decision -> new DecisionStrip.Decision(
                        Instant.parse(decision.at()),
                        decision.decision(),
                        Objects.requireNonNullElse(decision.reason(), ""),
                        Objects.requireNonNullElse(decision.detail(), "")))
                .toList();
        var until = cooldown == null ? null : Instant.parse(cooldown);
        return new DecisionStrip("Decisions of seven days", from, now, show.timeZone(), shown, until).plot();
    }
}
