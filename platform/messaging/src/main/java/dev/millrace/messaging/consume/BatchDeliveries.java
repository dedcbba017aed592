package dev.millrace.messaging.consume;

import dev.millrace.messaging.BatchListener;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.failure.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.util.backoff.BackOffExecution;

/** Takes what one poll brought to the batch listeners, partition by partition. */
public final class BatchDeliveries {

    private final List<BatchListener<?>> listeners;
    private final EventReader reader;
    private final Gaps gaps;
    private final FailurePolicy policy;

    public BatchDeliveries(List<BatchListener<?>> listeners, EventReader reader, Gaps gaps, FailurePolicy policy) {
        this.listeners = List.copyOf(listeners);
        this.reader = reader;
        this.gaps = gaps;
        this.policy = policy;
    }

    /** Returns when every record is handled or parked; throws only while what we stand on is away. */
    public void deliver(List<ConsumerRecord<byte[], byte[]>> polled) {
        var byPartition = new LinkedHashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
        for (var each : polled) {
            byPartition
                    .computeIfAbsent(new TopicPartition(each.topic(), each.partition()), key -> new ArrayList<>())
                    .add(each);
        }
        byPartition.forEach((partition, records) -> listeners.stream()
                .filter(listener -> listener.topic().name().equals(partition.topic()))
                .forEach(listener -> deliver(listener, partition.partition(), records)));
    }

    /** Others read these partitions from now on. */
    public void forget(Collection<TopicPartition> partitions) {
        gaps.forget(partitions);
    }

    private <E extends SpecificRecord> void deliver(
            BatchListener<E> listener, int partition, List<ConsumerRecord<byte[], byte[]>> records) {
        var batch = new ArrayList<Read<E>>(records.size());
        for (var each : records) {
            try {
                var received = reader.read(listener.topic(), each);
                gaps.arrived(listener.topic(), each, received.envelope());
                batch.add(new Read<>(each, received));
            } catch (ParkedException e) {
                policy.park(each, e);
            }
        }
        if (!batch.isEmpty()) {
            handle(listener, partition, batch);
        }
    }

    private <E extends SpecificRecord> void handle(BatchListener<E> listener, int partition, List<Read<E>> batch) {
        var attempts = FailurePolicy.fiveAttempts().start();
        var events = batch.stream().map(Read::event).toList();
        while (true) {
            try {
                listener.on(partition, events);
                return;
            } catch (RuntimeException e) {
                long pause = pauseAfter(e, attempts);
                if (pause == BackOffExecution.STOP) {
                    giveUp(listener, partition, batch, e);
                    return;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
            }
        }
    }

    /** Throws where the whole batch has to wait. */
    private static long pauseAfter(RuntimeException failure, BackOffExecution attempts) {
        return switch (Failure.of(failure)) {
            case Failure.Wait wait -> throw failure;
            case Failure.Refuse refuse -> BackOffExecution.STOP;
            case Failure.Defect defect -> attempts.nextBackOff();
        };
    }

    /** Hands each record over alone, so that one that cannot be handled takes none of those around it with it. */
    private <E extends SpecificRecord> void giveUp(
            BatchListener<E> listener, int partition, List<Read<E>> batch, RuntimeException failure) {
        if (batch.size() == 1) {
            policy.giveUp(batch.getFirst().record(), failure);
            return;
        }
        for (var each : batch) {
            try {
                listener.on(partition, List.of(each.event()));
            } catch (RuntimeException e) {
                if (Failure.isOutage(e)) {
                    throw e;
                }
                policy.giveUp(each.record(), e);
            }
        }
    }

    private record Read<E extends SpecificRecord>(ConsumerRecord<byte[], byte[]> record, Received<E> event) {}
}
