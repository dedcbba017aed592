package dev.millrace.messaging.consume;

import dev.millrace.contracts.Topic;
import dev.millrace.faults.FaultPoint;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.commit.ParkedRetry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Takes one record to its listeners, within the time that a listener has. */
public final class Deliveries {

    private final List<EventListener<?>> listeners;
    private final EventReader reader;
    private final Gaps gaps;
    private final HandOverTimes handOverTimes;
    private final ExecutorService threads;
    private final Duration limit;

    /**
     * @param threads on which listeners run, so that one that hangs does not hold the consumer
     * @param limit for one listener and one record
     */
    public Deliveries(
            List<EventListener<?>> listeners,
            EventReader reader,
            Gaps gaps,
            HandOverTimes handOverTimes,
            ExecutorService threads,
            Duration limit) {
        this.listeners = List.copyOf(listeners);
        this.reader = reader;
        this.gaps = gaps;
        this.handOverTimes = handOverTimes;
        this.threads = threads;
        this.limit = limit;
    }

    /**
     * Returns when every listener of the record's topic has handled it.
     *
     * @throws ParkedException when the record can never be handled as it is
     */
    public void deliver(ConsumerRecord<byte[], byte[]> polled) {
        FaultPoint.LISTENER_AFTER_POLL.reached();
        deliver(polled, false);
        FaultPoint.LISTENER_BEFORE_OFFSET.reached();
    }

    /**
     * As {@link #deliver}, for a record that was parked: later events of its source may have been applied already.
     *
     * @throws ParkedException also when nobody here takes single records of the topic: a batch is folded once, in order
     */
    void deliverLate(ConsumerRecord<byte[], byte[]> parked) {
        if (listeners.stream().noneMatch(each -> each.topic().name().equals(parked.topic()))) {
            throw new ParkedException(
                    "TOO_LATE", "later records of %s are counted already".formatted(parked.topic()), false);
        }
        deliver(parked, true);
    }

    /** Others read these partitions from now on. */
    public void forget(Collection<TopicPartition> partitions) {
        gaps.forget(partitions);
    }

    private void deliver(ConsumerRecord<byte[], byte[]> polled, boolean late) {
        for (EventListener<?> listener : listeners) {
            if (listener.topic().name().equals(polled.topic())) {
                deliver(listener, polled, late);
            }
        }
    }

    private <E extends SpecificRecord> void deliver(
            EventListener<E> listener, ConsumerRecord<byte[], byte[]> polled, boolean late) {
        Topic<E> topic = listener.topic();
        if (polled.value() == null && topic.retention() == Topic.Retention.COMPACT) {
            return;
        }
        Received<E> received = reader.read(topic, polled);
        boolean behind = late || gaps.arrived(topic, polled, received.envelope());
        var task = threads.submit(
                behind
                        ? () -> ParkedRetry.handle(() -> handle(listener, received))
                        : () -> {
                            handOverTimes.begun(received);
                            handle(listener, received);
                        });
        try {
            task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new ParkedException("HANDLER_TIMEOUT", "not handled within " + limit, false);
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    private static <E extends SpecificRecord> void handle(EventListener<E> listener, Received<E> received) {
        MDC.put("event", received.envelope().eventId());
        MDC.put("cascade", received.envelope().cascadeId());
        try {
            listener.on(received);
        } finally {
            MDC.clear();
        }
    }

    private static RuntimeException unwrapped(@Nullable Throwable failure) {
        return switch (failure) {
            case Error error -> throw error;
            case RuntimeException exception -> exception;
            case null, default -> new IllegalStateException(failure);
        };
    }
}
