package dev.millrace.monitoring.alert;

import dev.millrace.messaging.summary.Attention;
import dev.millrace.messaging.summary.SummarySource;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Tells how many alerts were raised within a day, and which of them are critical. */
class SummarizeAlerts implements SummarySource {

    private static final Duration LATELY = Duration.ofHours(24);
    private static final AlertFilter CRITICAL = new AlertFilter("CRITICAL", null, null);

    private final Alerts alerts;
    private final Clock clock;

    SummarizeAlerts(Alerts alerts, Clock clock) {
        this.alerts = alerts;
        this.clock = clock;
    }

    @Override
    public Share of(String project, int most) {
        var lately = clock.instant().minus(LATELY);
        return Share.of(
                Map.of("alerts", alerts.count(project, lately)),
                alerts.find(project, CRITICAL, null, most).stream()
                        .filter(alert -> alert.at().isAfter(lately))
                        .map(SummarizeAlerts::critical)
                        .toList());
    }

    private static Attention critical(Alert alert) {
        return new Attention(
                Attention.Severity.BAD, "ALERT_CRITICAL", "alert", alert.id(), null, alert.at(), alert.what());
    }
}
