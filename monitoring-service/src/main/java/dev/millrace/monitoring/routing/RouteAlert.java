package dev.millrace.monitoring.routing;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobChange;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.Received;
import dev.millrace.monitoring.alert.Alert;
import dev.millrace.monitoring.routing.RoutedAlerts.RoutedAlert;
import dev.millrace.pipelines.AlertRouteSpec;
import dev.millrace.pipelines.AlertSeverity;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives an alert to the routes that are to tell it. The end of an incident goes to those that told of its beginning, whatever else
 * they match; while it lasts it is not told again once somebody has acknowledged it.
 */
public class RouteAlert {

    private final AggregateStore<Routing> routings;
    private final AggregateStore<RouteQueue> queues;
    private final RoutedAlerts routed;
    private final Clock clock;

    RouteAlert(Aggregates aggregates, RoutedAlerts routed, Clock clock) {
        this.routings = Routing.in(aggregates);
        this.queues = RouteQueue.in(aggregates);
        this.routed = routed;
        this.clock = clock;
    }

    public void route(Received<?> cause, String project, Alert alert) {
        var routing = Routing.of(routings, project);
        var incident = Incidents.key(project, alert);
        var silence = routing.silencing(alert, clock.instant());
        boolean quiet = silence.isPresent() || (Phase.of(alert) == Phase.LASTS && routing.isAcknowledged(incident));
        var takers = new ArrayList<String>();
        for (var route : routing.routes().values()) {
            var spec = route.spec();
            boolean matches = !quiet
                    && spec.match().fits(AlertSeverity.valueOf(alert.severity()), alert.code(), alert.pipeline());
            if ((matches || Phase.of(alert) == Phase.OVER) && taken(cause, project, alert, incident, spec)) {
                takers.add(route.route());
            }
        }
        routed.keep(
                project,
                new RoutedAlert(
                        alert.id(),
                        incident,
                        alert.at(),
                        takers,
                        silence.map(Silence::id).orElse(null)));
    }

    private boolean taken(Received<?> cause, String project, Alert alert, String incident, AlertRouteSpec spec) {
        var id = RouteQueue.id(project, spec.name());
        var outcome = queues.onNaturalKey(cause, id, queue -> enqueued(queue, alert, incident, spec));
        return switch (outcome) {
            case Outcome.Ignored<RouteQueue>(var queue, var _) -> queue != null && queue.knows(alert.id());
            case Outcome.Applied<RouteQueue> _ -> true;
            case Outcome.Replayed<RouteQueue> _ -> true;
            case Outcome.Refused<RouteQueue> refused ->
                throw new IllegalStateException("an alert is never refused: " + refused.code());
        };
    }

    private Decision<RouteQueue> enqueued(
            @Nullable RouteQueue before, Alert alert, String incident, AlertRouteSpec spec) {
        var queue = before == null ? RouteQueue.EMPTY : before;
        if (queue.knows(alert.id())) {
            return Decision.ignore("it was taken in before");
        }
        var beginning = queue.beginning(incident);
        if (Phase.of(alert) == Phase.OVER && beginning.isEmpty()) {
            return Decision.ignore("nobody was told of its beginning");
        }
        var waiting = waiting(alert, incident, beginning);
        return woken(queue, queue.with(waiting, beginning.orElse(waiting)), spec);
    }

    private WaitingAlert waiting(Alert alert, String incident, Optional<WaitingAlert> beginning) {
        return new WaitingAlert(
                alert.id(),
                incident,
                Phase.of(alert),
                beginning.map(WaitingAlert::severity).orElseGet(() -> AlertSeverity.valueOf(alert.severity())),
                Phase.firstCode(alert),
                alert.pipeline(),
                beginning.map(WaitingAlert::since).orElse(alert.at()),
                clock.instant());
    }

    /** A queue whose time has come may be looked at just now; it sees by itself what has come meanwhile. */
    private Decision<RouteQueue> woken(RouteQueue before, RouteQueue after, AlertRouteSpec spec) {
        var now = clock.instant();
        var due = switch (MessagePlan.of(after, spec, now)) {
            case MessagePlan.Nothing() -> now;
            case MessagePlan.Later(var at) -> at;
            case MessagePlan.Now(var _) -> now;
        };
        var dueAt = before.dueAt();
        boolean sooner = dueAt == null || (before.message() == null && now.isBefore(dueAt) && due.isBefore(dueAt));
        return sooner
                ? Decision.apply(after.due(due), "alert.queued").with(new JobChange.Request(SendMessages.JOB, due))
                : Decision.apply(after, "alert.queued");
    }
}
