package dev.millrace.monitoring.routing;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Stored;
import dev.millrace.monitoring.routing.RoutedAlerts.RoutedAlert;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Routes, what they have told, and what became of alerts, for whoever looks. */
public class ReadRouting {

    private final AggregateStore<Routing> routings;
    private final AggregateStore<RouteQueue> queues;
    private final RouteVersions versions;
    private final RoutedAlerts routed;
    private final Acknowledgements acknowledgements;

    ReadRouting(Aggregates aggregates, RouteVersions versions, RoutedAlerts routed, Acknowledgements acknowledgements) {
        this.routings = Routing.in(aggregates);
        this.queues = RouteQueue.in(aggregates);
        this.versions = versions;
        this.routed = routed;
        this.acknowledgements = acknowledgements;
    }

    /** What was done with an alert; null where nothing was. */
    public record Handling(
            @Nullable RoutedAlert routed, @Nullable Acknowledgement acknowledged) {}

    /** All of a project, by name. */
    public List<AppliedRoute> routes(String project) {
        return List.copyOf(new TreeMap<>(Routing.of(routings, project).routes()).values());
    }

    public Optional<AppliedRoute> route(String project, String route) {
        return Optional.ofNullable(Routing.of(routings, project).routes().get(route));
    }

    public List<AppliedRoute> versions(String project, String route, int below, int limit) {
        return versions.list(project, route, below, limit);
    }

    public RouteQueue queue(String project, String route) {
        return queues.find(RouteQueue.id(project, route)).map(Stored::state).orElse(RouteQueue.EMPTY);
    }

    /** By alert. */
    public Map<String, Handling> handling(String project, List<String> alerts) {
        var routes = routed.of(project, alerts);
        var people = acknowledgements.of(project, alerts);
        var handling = new TreeMap<String, Handling>();
        alerts.forEach(alert -> handling.put(alert, new Handling(routes.get(alert), people.get(alert))));
        return handling;
    }
}
