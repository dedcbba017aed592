package dev.millrace.monitoring.routing;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateStore.Decider;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobChange;
import dev.millrace.messaging.JobClaim;
import dev.millrace.messaging.JobWorker;
import dev.millrace.messaging.Lineage;
import dev.millrace.monitoring.routing.RouteQueue.OutgoingMessage;
import dev.millrace.monitoring.routing.RouteQueue.Tally;
import dev.millrace.pipelines.AlertRouteSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what routes have to tell, one message of a route at a time. A message is fixed by one change and sent after it, so it has
 * the same id and the same words however often it is sent; what was sent while the process died is sent again, and the sink knows it
 * by its id.
 */
class SendMessages implements JobWorker<RouteQueue> {

    static final String JOB = "messages";

    private static final Logger log = LoggerFactory.getLogger(SendMessages.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int DOUBLED_AT_MOST = 7;
    private static final int CONCURRENCY = 4;

    private final AggregateStore<Routing> routings;
    private final ComposeMessage compose;
    private final Sinks sinks;
    private final MessageCounts counts;
    private final Clock clock;

    SendMessages(Aggregates aggregates, ComposeMessage compose, Sinks sinks, MessageCounts counts, Clock clock) {
        this.routings = Routing.in(aggregates);
        this.compose = compose;
        this.sinks = sinks;
        this.counts = counts;
        this.clock = clock;
    }

    @Override
    public AggregateType<RouteQueue> type() {
        return RouteQueue.TYPE;
    }

    @Override
    public int concurrency() {
        return CONCURRENCY;
    }

    @Override
    public void run(JobClaim<RouteQueue> claim) {
        int slash = claim.aggregateId().indexOf('/');
        var project = claim.aggregateId().substring(0, slash);
        var route = claim.aggregateId().substring(slash + 1);
        var spec = Optional.ofNullable(Routing.of(routings, project).routes().get(route))
                .map(AppliedRoute::spec);
        var message = claim.state().message();
        if (spec.isEmpty()) {
            claim.complete(lineage(claim.state()), this::dropped);
        } else if (message == null) {
            claim.complete(lineage(claim.state()), queue -> next(Objects.requireNonNull(queue), spec.get(), "fixed"));
        } else {
            send(claim, project, spec.get(), message);
        }
    }

    private void send(JobClaim<RouteQueue> claim, String project, AlertRouteSpec spec, OutgoingMessage message) {
        var composed = compose.compose(project, spec.name(), message);
        var sending = composed.parts().isEmpty()
                ? new Sending.Refused("ALERTS_FORGOTTEN: its alerts are older than is kept")
                : sinks.send(spec.sink(), composed);
        claim.progress("sent", 1, Map.of());
        counts.count(spec.sink(), sending);
        var now = clock.instant();
        claim.complete(
                lineage(claim.state()), queue -> after(Objects.requireNonNull(queue), spec, message, sending, now));
    }

    private Decision<RouteQueue> after(
            RouteQueue queue, AlertRouteSpec spec, OutgoingMessage message, Sending sending, Instant now) {
        var tally = queue.tally();
        return switch (sending) {
            case Sending.Accepted() -> next(queue.done(tally.sent(now)), spec, "message.sent");
            case Sending.Refused(var why) -> next(givenUp(queue, tally, spec, why, now), spec, "message.failed");
            case Sending.Unavailable(var why, var pause) -> {
                boolean late = !now.isBefore(message.firstTriedAt().plus(spec.giveUpAfter()));
                if (late) {
                    yield next(givenUp(queue, tally, spec, why, now), spec, "message.failed");
                }
                var at = now.plus(pause == null ? pause(message.attempts()) : shorter(pause));
                var waiting = queue.retrying(message, at, tally.failed(0, why, now));
                yield Decision.apply(waiting, "message.retried").with(new JobChange.Request(JOB, at));
            }
        };
    }

    private static RouteQueue givenUp(RouteQueue queue, Tally tally, AlertRouteSpec spec, String why, Instant now) {
        log.error("A message of the route {} was given up: {}", spec.name(), why);
        return queue.done(tally.failed(1, why, now));
    }

    /** Fixes the next message, or waits for its time; ends the job where there is nothing to tell. */
    private Decision<RouteQueue> next(RouteQueue queue, AlertRouteSpec spec, String action) {
        var now = clock.instant();
        return switch (MessagePlan.of(queue, spec, now)) {
            case MessagePlan.Nothing() -> Decision.apply(queue.due(null), action);
            case MessagePlan.Later(var at) ->
                Decision.apply(queue.due(at), action).with(new JobChange.Request(JOB, at));
            case MessagePlan.Now(var alerts) -> {
                var last = alerts.getLast().alert();
                var id = Incidents.hash(
                        String.join("\n", spec.name(), alerts.getFirst().alert(), last));
                yield Decision.apply(queue.sending(id, alerts, now), action).with(new JobChange.Request(JOB));
            }
        };
    }

    private Decision<RouteQueue> dropped(@Nullable RouteQueue queue) {
        var known = Objects.requireNonNull(queue);
        long messages = known.message() == null && known.waiting().isEmpty() ? 0 : 1;
        var tally = known.tally()
                .failed(messages, "ROUTE_REMOVED: the route was removed before it told this", clock.instant());
        return Decision.apply(known.dropped(tally), "messages.dropped");
    }

    static Duration pause(int attempts) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, DOUBLED_AT_MOST));
        return shorter(pause);
    }

    private static Duration shorter(Duration pause) {
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** A message is never lost because processes died while they sent it. */
    @Override
    public Decider<RouteQueue> exhausted(String jobId, String reason) {
        return queue -> {
            var known = Objects.requireNonNull(queue);
            var now = clock.instant();
            var at = now.plus(LONGEST_PAUSE);
            var again = new RouteQueue(
                    known.waiting(),
                    known.omitted(),
                    known.message(),
                    at,
                    known.told(),
                    known.tally().failed(0, reason, now));
            return Decision.apply(again, "message.retried").with(new JobChange.Request(JOB, at));
        };
    }

    @Override
    public Lineage lineage(RouteQueue queue) {
        return new Lineage("alert-messages", null, 0);
    }
}
