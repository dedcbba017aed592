package dev.millrace.messaging.consume;

import dev.millrace.contracts.Topic;
import dev.millrace.faults.FaultPoint;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.commit.ParkedRetry;
import dev.millrace.messaging.failure.Failure;
import dev.millrace.messaging.trail.LogContext;
import dev.millrace.messaging.trail.Spans;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes one record to its listeners, within the time that a listener has. Each listener fails on its own: a record that one
 * of them cannot handle is parked for that one, and the others have handled it.
 */
public final class Deliveries {

    private final List<EventListener<?>> listeners;
    private final EventReader reader;
    private final FailurePolicy policy;
    private final HandOverTimes handOverTimes;
    private final Spans spans;
    private final TimeLimit timeLimit;

    /**
     * @param threads on which listeners run, so that one that hangs does not hold the consumer
     * @param limit for one listener and one record
     */
    public Deliveries(
            List<EventListener<?>> listeners,
            EventReader reader,
            FailurePolicy policy,
            HandOverTimes handOverTimes,
            Spans spans,
            ExecutorService threads,
            Duration limit) {
        this.listeners = List.copyOf(listeners);
        this.reader = reader;
        this.policy = policy;
        this.handOverTimes = handOverTimes;
        this.spans = spans;
        this.timeLimit = new TimeLimit(threads, limit);
    }

    /**
     * Returns when every listener of the record's topic has handled it, or it is parked for that listener. Throws during an
     * outage; then the record is delivered again, and listeners that have handled it ignore it.
     */
    public void deliver(ConsumerRecord<byte[], byte[]> polled) {
        FaultPoint.LISTENER_AFTER_POLL.reached();
        if (FaultPoint.WRITE_BEFORE_OFFSET.skipped()) {
            return;
        }
        RuntimeException outage = null;
        for (EventListener<?> listener : listeners) {
            if (listensTo(listener, polled)) {
                try {
                    deliver(listener, polled);
                } catch (RuntimeException e) {
                    outage = e;
                }
            }
        }
        if (outage != null) {
            throw outage;
        }
        FaultPoint.LISTENER_BEFORE_OFFSET.reached();
    }

    private <E extends SpecificRecord> void deliver(EventListener<E> listener, ConsumerRecord<byte[], byte[]> polled) {
        Received<E> received;
        try {
            received = reader.read(listener.topic(), polled);
        } catch (ParkedException unreadable) {
            policy.park(polled, "", unreadable);
            return;
        }
        handOverTimes.begun(received);
        try (var _ = LogContext.of(received.envelope());
                var span = span(listener, received)) {
            policy.attempt(
                            "%s of %s-%d@%d"
                                    .formatted(listener.name(), polled.topic(), polled.partition(), polled.offset()),
                            () -> timeLimit.run(() -> handle(listener, received)))
                    .ifPresent(failure -> {
                        span.failed(reason(failure));
                        policy.park(polled, listener.name(), failure);
                    });
        }
    }

    /** A table is read from its beginning at each start, and what was handled before then is no news for its trace. */
    private <E extends SpecificRecord> Spans.Work span(EventListener<E> listener, Received<E> received) {
        boolean readAgain =
                listener.topic().retention() == Topic.Retention.COMPACT && handOverTimes.isFromBefore(received);
        return readAgain ? Spans.Work.NONE : spans.handling(received.envelope(), received.topic(), listener.name());
    }

    private static String reason(RuntimeException failure) {
        return failure instanceof ParkedException parked
                ? parked.code()
                : failure.getClass().getSimpleName();
    }

    /**
     * Tries a parked record once more. Later events of its source may have been applied already.
     *
     * @throws ParkedException also when its listener takes batches: they are folded once, in order
     */
    void deliverAgain(ParkedRecord parked) {
        var polled = parked.asPolled();
        var concerned = listeners.stream()
                .filter(each -> listensTo(each, polled))
                .filter(each -> parked.listener().isEmpty() || parked.listener().equals(each.name()))
                .toList();
        if (concerned.isEmpty()) {
            throw new ParkedException(
                    "TOO_LATE", "later records of %s are counted already".formatted(polled.topic()), false);
        }
        RuntimeException failed = null;
        for (EventListener<?> each : concerned) {
            try {
                deliverAgain(each, polled);
            } catch (RuntimeException e) {
                failed = moreLasting(failed, e);
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    private <E extends SpecificRecord> void deliverAgain(
            EventListener<E> listener, ConsumerRecord<byte[], byte[]> polled) {
        var received = reader.read(listener.topic(), polled);
        timeLimit.run(() -> ParkedRetry.handle(() -> handle(listener, received)));
    }

    /** An outage says nothing about the record, so it must not be written down as an attempt. */
    private static RuntimeException moreLasting(@Nullable RuntimeException before, RuntimeException failure) {
        return before == null || Failure.isOutage(failure) ? failure : before;
    }

    /** Where the broker keeps the last record of each key, one without a value only says that the key is gone. */
    private static boolean listensTo(EventListener<?> listener, ConsumerRecord<byte[], byte[]> polled) {
        boolean gone = polled.value() == null && listener.topic().retention() == Topic.Retention.COMPACT;
        return !gone && listener.topic().name().equals(polled.topic());
    }

    private static <E extends SpecificRecord> void handle(EventListener<E> listener, Received<E> received) {
        try (var _ = LogContext.of(received.envelope())) {
            listener.on(received);
        }
    }
}
