package dev.millrace.monitoring.feedback.kafka;

import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.AlertSeverity;
import dev.millrace.contracts.DriftDetected;
import dev.millrace.contracts.DriftKind;
import dev.millrace.contracts.DriftSeverity;
import dev.millrace.contracts.Topics;
import dev.millrace.drift.episode.News;
import dev.millrace.messaging.Announcement;
import dev.millrace.monitoring.feedback.PerformanceAnnouncements;
import dev.millrace.monitoring.feedback.Score;
import dev.millrace.monitoring.feedback.ScoredWindow;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** That a model got worse, as events. */
@Component
class AvroPerformanceAnnouncements implements PerformanceAnnouncements {

    @Override
    public List<Announcement<?>> of(Score score, ScoredWindow window, News news) {
        var detail = detail(window);
        return switch (news) {
            case NONE -> List.of();
            case BEGAN ->
                List.of(
                        Announcement.of(Topics.DRIFT_DETECTED, drift(score, window, detail)),
                        Announcement.of(Topics.ALERT_RAISED, alert(score, "PERFORMANCE", since(score, detail))));
            case LASTS, TURNED ->
                List.of(Announcement.of(Topics.ALERT_RAISED, alert(score, "PERFORMANCE_LASTS", since(score, detail))));
            case OVER -> List.of(Announcement.of(Topics.ALERT_RAISED, over(score)));
        };
    }

    private static String since(Score score, String detail) {
        var episode = score.agreement().episode();
        return episode == null ? detail : "since %s: %s".formatted(episode.since(), detail);
    }

    private static String detail(ScoredWindow window) {
        var compared = window.comparison();
        return String.format(
                Locale.ROOT,
                "%s %.4f of the last %d labels (%.4f to %.4f in 95 of 100 cases), %.4f on the test rows",
                compared.metric(),
                Objects.requireNonNullElse(window.value(), Double.NaN),
                window.labels(),
                compared.low(),
                compared.high(),
                compared.expected());
    }

    private static DriftDetected drift(Score score, ScoredWindow window, String detail) {
        var approved = score.served().approved();
        var drift = new DriftDetected();
        drift.setPipeline(approved.pipeline());
        drift.setModel(approved.model());
        drift.setModelVersion(approved.version());
        drift.setGeneration(approved.generation());
        drift.setKind(DriftKind.PERFORMANCE);
        drift.setSeverity(DriftSeverity.DRIFT);
        drift.setDetail(detail);
        var episode = score.agreement().episode();
        drift.setSince(episode == null ? window.from() : episode.since());
        drift.setWindowFrom(window.from());
        drift.setWindowTo(window.to());
        drift.setWindowRows(window.labels());
        drift.setBaselineRows(score.served().testRows());
        drift.setWindowsInARow(score.agreement().streak());
        drift.setDriftedShare(0.0);
        drift.setColumns(List.of());
        drift.setSlices(List.of());
        return drift;
    }

    private static AlertRaised over(Score score) {
        var episode = score.agreement().episode();
        var alert = alert(
                score,
                "PERFORMANCE_OVER",
                episode == null ? "" : "it lasted from %s to %s".formatted(episode.since(), episode.over()));
        alert.setSeverity(AlertSeverity.INFO);
        return alert;
    }

    private static AlertRaised alert(Score score, String code, String detail) {
        var approved = score.served().approved();
        var alert = new AlertRaised();
        alert.setPipeline(approved.pipeline());
        alert.setSeverity(AlertSeverity.WARNING);
        alert.setCode(code);
        alert.setWhat(detail);
        alert.setWhere("%s version %d".formatted(approved.scoreId(), approved.version()));
        alert.setLink("/v1/models/%s/performance".formatted(approved.model()));
        return alert;
    }
}
