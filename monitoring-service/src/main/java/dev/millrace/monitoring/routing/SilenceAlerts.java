package dev.millrace.monitoring.routing;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.pipelines.AlertMatcher;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets some alerts be told to nobody until a time, and ends that early. */
public class SilenceAlerts {

    private final AggregateStore<Routing> routings;
    private final Clock clock;
    private final Supplier<String> cascadeIds;

    SilenceAlerts(Aggregates aggregates, Clock clock, Supplier<String> cascadeIds) {
        this.routings = Routing.in(aggregates);
        this.clock = clock;
        this.cascadeIds = cascadeIds;
    }

    /** Which alerts, how long, and why. */
    public record Request(AlertMatcher match, Instant until, String reason) {}

    /** The silence; empty where the project has as many as it may have. */
    public Optional<Silence> begin(String project, Request request, String by) {
        var outcome = routings.command(
                command(by, "SILENCE " + request),
                Routing.id(project),
                routing -> begun(Routing.orNone(routing), request, by));
        return outcome instanceof Outcome.Applied<Routing> applied
                ? Optional.of(applied.state().silences().getLast())
                : Optional.empty();
    }

    private Decision<Routing> begun(Routing routing, Request request, String by) {
        var now = clock.instant();
        if (routing.lasting(now).size() >= Routing.MOST_SILENCES) {
            return Decision.refuse("TOO_MANY_SILENCES", "there are as many silences as there may be");
        }
        var silence =
                new Silence("s" + (routing.number() + 1), request.match(), request.until(), request.reason(), by, now);
        return Decision.apply(routing.with(silence), "alerts.silenced");
    }

    /** False where there is no such silence. */
    public boolean end(String project, String id, String by) {
        var outcome = routings.command(command(by, "END " + id), Routing.id(project), routing -> {
            var before = Routing.orNone(routing);
            var after = before.withoutSilence(id);
            return after.equals(before)
                    ? Decision.ignore("there is no such silence")
                    : Decision.apply(after, "silence.ended");
        });
        return outcome instanceof Outcome.Applied<Routing>;
    }

    /** Those that last. */
    public List<Silence> lasting(String project) {
        return Routing.of(routings, project).lasting(clock.instant());
    }

    private Command command(String by, String digest) {
        return new Command(by, null, digest, new Lineage(cascadeIds.get(), null, 0));
    }
}
