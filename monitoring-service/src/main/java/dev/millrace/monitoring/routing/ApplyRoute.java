package dev.millrace.monitoring.routing;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.pipelines.AlertRouteSpec;
import dev.millrace.pipelines.AlertRouteSpecs;
import dev.millrace.pipelines.SpecException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts a route in force, or takes it away; the same specification again changes nothing. */
public class ApplyRoute {

    private static final String TOO_MANY = "TOO_MANY_ROUTES";

    private final AggregateStore<Routing> routings;
    private final RouteVersions versions;
    private final Sinks sinks;
    private final Clock clock;
    private final Supplier<String> cascadeIds;

    ApplyRoute(Aggregates aggregates, RouteVersions versions, Sinks sinks, Clock clock, Supplier<String> cascadeIds) {
        this.routings = Routing.in(aggregates);
        this.versions = versions;
        this.sinks = sinks;
        this.clock = clock;
        this.cascadeIds = cascadeIds;
    }

    public RouteApplication apply(String project, String route, String text, String by) {
        AlertRouteSpec spec;
        try {
            spec = AlertRouteSpecs.parse(text);
        } catch (SpecException faulty) {
            return new RouteApplication.Faulty(faulty.problems());
        }
        if (!spec.name().equals(route)) {
            return new RouteApplication.Misnamed(spec.name());
        }
        var objection = sinks.objection(spec.sink());
        if (objection.isPresent()) {
            return new RouteApplication.NotPermitted(objection.get());
        }
        var outcome = routings.command(
                command(by, AlertRouteSpecs.digest(spec)),
                Routing.id(project),
                routing -> decide(project, Routing.orNone(routing), spec, by));
        return switch (outcome) {
            case Outcome.Applied<Routing> applied -> new RouteApplication.Applied(inForce(applied.state(), route));
            case Outcome.Ignored<Routing> ignored ->
                new RouteApplication.Unchanged(inForce(Routing.orNone(ignored.state()), route));
            case Outcome.Replayed<Routing> replayed -> new RouteApplication.Unchanged(inForce(replayed.state(), route));
            case Outcome.Refused<Routing> _ -> new RouteApplication.TooMany(Routing.MOST_ROUTES);
        };
    }

    private Decision<Routing> decide(String project, Routing routing, AlertRouteSpec spec, String by) {
        var before = routing.routes().get(spec.name());
        if (before != null && before.digest().equals(AlertRouteSpecs.digest(spec))) {
            return Decision.ignore("unchanged");
        }
        if (before == null && routing.routes().size() >= Routing.MOST_ROUTES) {
            return Decision.refuse(TOO_MANY, "a project has at most %d routes".formatted(Routing.MOST_ROUTES));
        }
        var applied = AppliedRoute.of(spec, routing.number() + 1, by, clock.instant());
        return Decision.apply(routing.with(applied), "route.applied").storing(versions.row(project, applied));
    }

    /** The version that says so; empty where there is no such route. */
    public Optional<AppliedRoute> remove(String project, String route, String by) {
        var outcome = routings.command(
                command(by, "REMOVE " + route),
                Routing.id(project),
                routing -> removed(project, Routing.orNone(routing), route, by));
        return outcome instanceof Outcome.Applied<Routing> applied
                ? versions.list(project, route, Integer.MAX_VALUE, 1).stream()
                        .filter(version -> version.version() == applied.state().number())
                        .findFirst()
                : Optional.empty();
    }

    private Decision<Routing> removed(String project, Routing routing, String route, String by) {
        var before = routing.routes().get(route);
        if (before == null) {
            return Decision.ignore("there is no such route");
        }
        var removed = before.removed(routing.number() + 1, by, clock.instant());
        return Decision.apply(routing.with(removed), "route.removed").storing(versions.row(project, removed));
    }

    private Command command(String by, String digest) {
        return new Command(by, null, digest, new Lineage(cascadeIds.get(), null, 0));
    }

    private static AppliedRoute inForce(Routing routing, String route) {
        @Nullable AppliedRoute found = routing.routes().get(route);
        if (found == null) {
            throw new IllegalStateException("the route that was applied is there");
        }
        return found;
    }
}
