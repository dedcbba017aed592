package dev.millrace.console.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of alerts, newest first. */
record Alerts(List<Alert> alerts, @Nullable String next) {

    Alerts {
        alerts = alerts == null ? List.of() : List.copyOf(alerts);
    }

    /** One of them. */
    record Alert(
            String id,
            @Nullable String cascadeId,
            @Nullable String service,
            @Nullable String pipeline,
            String severity,
            String code,
            String what,
            @Nullable String where,
            @Nullable String page,
            String at) {

        /** The console's own path of the page that the alert names. */
        public @Nullable String getLink() {
            return page == null ? null : page.replaceFirst("^https?://[^/]*", "");
        }
    }

    /** Alerts with one code at one place: the newest, and how often it came. */
    record Group(Alert newest, int times) {}

    public List<Group> groups() {
        var groups = new LinkedHashMap<List<String>, Group>();
        alerts.forEach(alert -> groups.merge(
                List.of(alert.code(), String.valueOf(alert.where()), String.valueOf(alert.pipeline())),
                new Group(alert, 1),
                (first, again) -> new Group(first.newest(), first.times() + 1)));
        return new ArrayList<>(groups.values());
    }
}
