package dev.millrace.monitoring.drift.kafka;

import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.AlertSeverity;
import dev.millrace.contracts.Topics;
import dev.millrace.drift.episode.Episode;
import dev.millrace.messaging.Announcement;
import dev.millrace.monitoring.drift.watch.ConfirmedEstimate;
import dev.millrace.monitoring.drift.watch.EstimateAnnouncements;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Estimates of the performance as alerts. */
@Component
class AvroEstimateAnnouncements implements EstimateAnnouncements {

    private static final String CODE = "ESTIMATED_PERFORMANCE";

    @Override
    public List<Announcement<?>> of(ConfirmedEstimate estimate) {
        var episode = estimate.episode();
        return switch (estimate.news()) {
            case NONE -> List.of();
            case BEGAN -> told(estimate, CODE, AlertSeverity.WARNING, since(episode, estimate));
            case LASTS, TURNED -> told(estimate, CODE + "_LASTS", AlertSeverity.WARNING, since(episode, estimate));
            case OVER ->
                told(
                        estimate,
                        CODE + "_OVER",
                        AlertSeverity.INFO,
                        "it lasted from %s to %s".formatted(episode.since(), episode.over()));
        };
    }

    private static String since(Episode episode, ConfirmedEstimate confirmed) {
        var estimated = Objects.requireNonNull(confirmed.window().findings().estimated());
        var value = Objects.requireNonNull(estimated.metrics().get(estimated.metric()));
        return String.format(
                Locale.ROOT,
                "since %s: %s is estimated to be %.4f (%.4f to %.4f), test %.4f, bound %.4f, %d windows in a row, the last of %d rows",
                episode.since(),
                estimated.metric(),
                value.value(),
                value.low(),
                value.high(),
                estimated.expected(),
                estimated.bound(),
                confirmed.windowsInARow(),
                estimated.rows());
    }

    private static List<Announcement<?>> told(
            ConfirmedEstimate estimate, String code, AlertSeverity severity, String what) {
        var watched = estimate.watched();
        var alert = new AlertRaised();
        alert.setPipeline(watched.pipeline());
        alert.setSeverity(severity);
        alert.setCode(code);
        alert.setWhat(what);
        alert.setWhere("%s version %d".formatted(watched.watch(), watched.version()));
        alert.setLink("/v1/models/%s/performance".formatted(watched.model()));
        return List.of(new Announcement<>(Topics.ALERT_RAISED, alert, estimate.lineage()));
    }
}
