package dev.millrace.monitoring.alert;

import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Details;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps alerts. An alert's id comes from its event alone, so the same event again is the same alert. */
public class Alerts {

    private final Details<Alert> alerts;

    Alerts(Aggregates aggregates) {
        this.alerts = aggregates.details("alerts", Alert.class);
    }

    public void add(String project, Alert alert) {
        alerts.put(project + "/" + alert.id(), alert);
    }

    void forget(Instant before) {
        alerts.forget("at", before);
    }

    /** Newest first. */
    public List<Alert> newest(String project, @Nullable String after, int limit) {
        String prefix = project + "/";
        return after == null ? alerts.list(prefix, limit) : alerts.list(prefix, prefix + after, limit);
    }
}
