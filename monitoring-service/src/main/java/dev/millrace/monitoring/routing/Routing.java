package dev.millrace.monitoring.routing;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Stored;
import dev.millrace.monitoring.alert.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of the alerts of a project, as it is in force.
 *
 * @param number the last one that was given to a version of a route or to a silence
 * @param routes by name
 * @param acknowledged the newest ones, newest first; older ones are documents of their own
 */
public record Routing(
        int number, Map<String, AppliedRoute> routes, List<Silence> silences, List<Acknowledgement> acknowledged) {

    static final int MOST_ROUTES = 50;
    static final int MOST_SILENCES = 100;
    private static final int ACKNOWLEDGED = 64;

    private static final Routing NONE = new Routing(0, Map.of(), List.of(), List.of());

    public Routing {
        routes = Map.copyOf(routes);
        silences = List.copyOf(silences);
        acknowledged = List.copyOf(acknowledged);
    }

    static AggregateStore<Routing> in(Aggregates aggregates) {
        return aggregates.of(new AggregateType<>("alert-routing", Routing.class));
    }

    static String id(String project) {
        return project + "/alerts";
    }

    static Routing of(AggregateStore<Routing> store, String project) {
        return store.find(id(project)).map(Stored::state).orElse(NONE);
    }

    static Routing orNone(@Nullable Routing routing) {
        return routing == null ? NONE : routing;
    }

    Routing with(AppliedRoute route) {
        var all = new TreeMap<>(routes);
        if (route.removed()) {
            all.remove(route.route());
        } else {
            all.put(route.route(), route);
        }
        return new Routing(route.version(), all, silences, acknowledged);
    }

    /** With another silence, and without those that are over. */
    Routing with(Silence silence) {
        var all = new ArrayList<>(lasting(silence.at()));
        all.add(silence);
        return new Routing(number + 1, routes, all, acknowledged);
    }

    Routing withoutSilence(String id) {
        return new Routing(
                number,
                routes,
                silences.stream().filter(silence -> !silence.id().equals(id)).toList(),
                acknowledged);
    }

    Routing with(Acknowledgement one) {
        var all = new ArrayList<>(acknowledged);
        all.addFirst(one);
        return new Routing(number, routes, silences, all.subList(0, Math.min(ACKNOWLEDGED, all.size())));
    }

    List<Silence> lasting(Instant now) {
        return silences.stream().filter(silence -> silence.until().isAfter(now)).toList();
    }

    Optional<Silence> silencing(Alert alert, Instant now) {
        return silences.stream().filter(silence -> silence.silences(alert, now)).findFirst();
    }

    Optional<Acknowledgement> acknowledgement(String alert) {
        return acknowledged.stream().filter(one -> one.alert().equals(alert)).findFirst();
    }

    boolean isAcknowledged(String incident) {
        return acknowledged.stream().anyMatch(one -> one.incident().equals(incident));
    }
}
