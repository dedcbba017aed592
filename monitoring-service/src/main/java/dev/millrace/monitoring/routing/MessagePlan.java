package dev.millrace.monitoring.routing;

import dev.millrace.pipelines.AlertRouteSpec;
import dev.millrace.pipelines.AlertRouteSpec.GroupBy;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What a route's next message is, by its grouping, quiet hours and limit. It has no effects. */
sealed interface MessagePlan {

    /** Alerts of one message, so that every sink takes it. */
    int MOST_ALERTS = 50;

    /** Nothing waits. */
    record Nothing() implements MessagePlan {}

    /** Nothing can be sent before. */
    record Later(Instant at) implements MessagePlan {}

    /** These alerts go into a message now. */
    record Now(List<WaitingAlert> alerts) implements MessagePlan {
        public Now {
            alerts = List.copyOf(alerts);
        }
    }

    static MessagePlan of(RouteQueue queue, AlertRouteSpec spec, Instant now) {
        var allowed = allowed(queue, spec);
        var next = queue.waiting().stream().min(Comparator.comparing(each -> ready(queue, each, spec, now)));
        if (next.isEmpty()) {
            return new Nothing();
        }
        var ready = ready(queue, next.get(), spec, now);
        var due = ready.isAfter(allowed) ? ready : allowed;
        if (due.isAfter(now)) {
            return new Later(due);
        }
        // What had to wait for the limit goes in one message; else that would be reached again at once.
        boolean everything = allowed.isAfter(gathered(queue, next.get(), spec));
        return new Now(queue.waiting().stream()
                .filter(each -> everything || group(each, spec).equals(group(next.get(), spec)))
                .filter(each -> !quietEnd(each, spec, now).isAfter(now))
                .limit(MOST_ALERTS)
                .toList());
    }

    /** When the limit lets a message go. */
    private static Instant allowed(RouteQueue queue, AlertRouteSpec spec) {
        var times = queue.tally().sentAt();
        int most = spec.limit().messages();
        return times.size() < most
                ? Instant.MIN
                : times.get(most - 1).plus(spec.limit().per());
    }

    /** When the alert's message has waited for others, and quiet hours are over. */
    private static Instant ready(RouteQueue queue, WaitingAlert alert, AlertRouteSpec spec, Instant now) {
        var gathered = gathered(queue, alert, spec);
        return quietEnd(alert, spec, gathered.isAfter(now) ? gathered : now).isAfter(now)
                ? quietEnd(alert, spec, gathered.isAfter(now) ? gathered : now)
                : gathered;
    }

    private static Instant gathered(RouteQueue queue, WaitingAlert alert, AlertRouteSpec spec) {
        return queue.waiting().stream()
                .filter(each -> group(each, spec).equals(group(alert, spec)))
                .map(WaitingAlert::queuedAt)
                .min(Comparator.naturalOrder())
                .orElse(alert.queuedAt())
                .plus(spec.group().within());
    }

    private static String group(WaitingAlert alert, AlertRouteSpec spec) {
        return spec.group().by().stream()
                .map(by -> switch (by) {
                    case GroupBy.PIPELINE -> alert.pipeline();
                    case GroupBy.CODE -> alert.code();
                    case GroupBy.SEVERITY -> alert.severity().name();
                })
                .collect(Collectors.joining("\n"));
    }

    /** The end of the quiet hours that the time lies in; the time itself where it lies in none, or the alert goes nevertheless. */
    private static Instant quietEnd(WaitingAlert alert, AlertRouteSpec spec, Instant at) {
        var quiet = spec.quiet();
        if (quiet == null || quiet.except().contains(alert.severity())) {
            return at;
        }
        var local = at.atZone(quiet.zone());
        return isWithin(local.toLocalTime(), quiet.from(), quiet.to()) ? next(local, quiet.to()) : at;
    }

    private static boolean isWithin(LocalTime time, LocalTime from, LocalTime to) {
        boolean begun = !time.isBefore(from);
        boolean ended = !time.isBefore(to);
        return from.isBefore(to) ? begun && !ended : begun || !ended;
    }

    private static Instant next(ZonedDateTime after, LocalTime time) {
        var today = after.with(time);
        return (today.isAfter(after) ? today : today.plusDays(1)).toInstant();
    }
}
