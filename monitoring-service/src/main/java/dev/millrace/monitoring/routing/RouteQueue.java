package dev.millrace.monitoring.routing;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a route has to tell. The message that is being sent is fixed before it is sent for the first time, so that it is the same
 * message however often it is tried.
 *
 * @param waiting in the order in which they were raised
 * @param omitted alerts that did not fit in, which the next message counts
 * @param message that is being sent; null for none
 * @param dueAt when the queue is looked at; null where nothing is to be done
 * @param told the newest incidents that were taken in, newest first
 * @param tally what came of messages so far
 */
public record RouteQueue(
        List<WaitingAlert> waiting,
        long omitted,
        @Nullable OutgoingMessage message,
        @Nullable Instant dueAt,
        List<Told> told,
        Tally tally) {

    static final AggregateType<RouteQueue> TYPE = AggregateType.derived("alert-queues", RouteQueue.class);
    static final int MOST_WAITING = 500;
    private static final int REMEMBERED = 200;

    static final RouteQueue EMPTY = new RouteQueue(List.of(), 0, null, null, List.of(), Tally.NONE);

    /** An incident whose alert was taken in. */
    public record Told(String alert, WaitingAlert first) {}

    /**
     * A message on its way.
     *
     * @param firstTriedAt when it was fixed
     */
    public record OutgoingMessage(
            String id, List<WaitingAlert> alerts, long omitted, int attempts, Instant firstTriedAt) {
        public OutgoingMessage {
            alerts = List.copyOf(alerts);
        }

        OutgoingMessage triedAgain() {
            return new OutgoingMessage(id, alerts, omitted, attempts + 1, firstTriedAt);
        }
    }

    /**
     * Messages that were sent, and those that were given up.
     *
     * @param sentAt the newest times, newest first, by which the route's limit is kept
     * @param lastFailure why a message was tried in vain last, be it given up or not
     */
    public record Tally(
            long sent,
            long failed,
            List<Instant> sentAt,
            @Nullable String lastFailure,
            @Nullable Instant lastFailedAt) {

        private static final int TIMES = 100;
        static final Tally NONE = new Tally(0, 0, List.of(), null, null);

        public Tally {
            sentAt = List.copyOf(sentAt);
        }

        Tally sent(Instant at) {
            var times = new ArrayList<>(sentAt);
            times.addFirst(at);
            return new Tally(
                    sent + 1, failed, times.subList(0, Math.min(TIMES, times.size())), lastFailure, lastFailedAt);
        }

        Tally failed(long messages, String why, Instant at) {
            return new Tally(sent, failed + messages, sentAt, why, at);
        }
    }

    public RouteQueue {
        waiting = List.copyOf(waiting);
        told = List.copyOf(told);
    }

    static AggregateStore<RouteQueue> in(Aggregates aggregates) {
        return aggregates.of(TYPE);
    }

    static String id(String project, String route) {
        return project + "/" + route;
    }

    boolean knows(String alert) {
        return told.stream().anyMatch(each -> each.alert().equals(alert));
    }

    /** The first alert of an incident, if this route has told of it. */
    Optional<WaitingAlert> beginning(String incident) {
        return told.stream()
                .map(Told::first)
                .filter(first -> first.incident().equals(incident))
                .findFirst();
    }

    /** With one more alert; one that does not fit in is counted. */
    RouteQueue with(WaitingAlert alert, WaitingAlert first) {
        var newest = new ArrayList<>(told);
        newest.addFirst(new Told(alert.alert(), first));
        var remembered = newest.subList(0, Math.min(REMEMBERED, newest.size()));
        if (waiting.size() >= MOST_WAITING) {
            return new RouteQueue(waiting, omitted + 1, message, dueAt, remembered, tally);
        }
        var all = new ArrayList<>(waiting);
        all.add(alert);
        return new RouteQueue(all, omitted, message, dueAt, remembered, tally);
    }

    RouteQueue due(@Nullable Instant at) {
        return new RouteQueue(waiting, omitted, message, at, told, tally);
    }

    /** With these alerts in a message that is to be sent. */
    RouteQueue sending(String id, List<WaitingAlert> alerts, Instant now) {
        var rest = waiting.stream().filter(each -> !alerts.contains(each)).toList();
        return new RouteQueue(rest, 0, new OutgoingMessage(id, alerts, omitted, 0, now), now, told, tally);
    }

    /** With the message still to be sent. */
    RouteQueue retrying(OutgoingMessage tried, Instant at, Tally counted) {
        return new RouteQueue(waiting, omitted, tried.triedAgain(), at, told, counted);
    }

    /** With no message on its way. */
    RouteQueue done(Tally counted) {
        return new RouteQueue(waiting, omitted, null, null, told, counted);
    }

    /** With nothing to tell. */
    RouteQueue dropped(Tally counted) {
        return new RouteQueue(List.of(), 0, null, null, told, counted);
    }
}
