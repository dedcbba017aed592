package dev.millrace.messaging.consume;

import dev.millrace.messaging.BatchListener;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.failure.Failure;
import dev.millrace.messaging.trail.LogContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Takes what one poll brought to the batch listeners, partition by partition. Each listener fails on its own. */
public final class BatchDeliveries {

    private final List<BatchListener<?>> listeners;
    private final EventReader reader;
    private final FailurePolicy policy;

    public BatchDeliveries(List<BatchListener<?>> listeners, EventReader reader, FailurePolicy policy) {
        this.listeners = List.copyOf(listeners);
        this.reader = reader;
        this.policy = policy;
    }

    /** Returns when every record is handled or parked. Throws during an outage; then all of them are delivered again. */
    public void deliver(List<ConsumerRecord<byte[], byte[]>> polled) {
        var byPartition = new LinkedHashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
        for (var each : polled) {
            byPartition
                    .computeIfAbsent(new TopicPartition(each.topic(), each.partition()), key -> new ArrayList<>())
                    .add(each);
        }
        RuntimeException outage = null;
        for (BatchListener<?> listener : listeners) {
            try {
                byPartition.forEach((partition, records) -> {
                    if (listener.topic().name().equals(partition.topic())) {
                        deliver(listener, partition.partition(), records);
                    }
                });
            } catch (RuntimeException e) {
                outage = e;
            }
        }
        if (outage != null) {
            throw outage;
        }
    }

    private <E extends SpecificRecord> void deliver(
            BatchListener<E> listener, int partition, List<ConsumerRecord<byte[], byte[]>> records) {
        var batch = new ArrayList<Read<E>>(records.size());
        for (var each : records) {
            try {
                batch.add(new Read<>(each, reader.read(listener.topic(), each)));
            } catch (ParkedException unreadable) {
                policy.park(each, "", unreadable);
            }
        }
        if (!batch.isEmpty()) {
            handle(listener, partition, batch);
        }
    }

    private <E extends SpecificRecord> void handle(BatchListener<E> listener, int partition, List<Read<E>> batch) {
        var events = batch.stream().map(Read::event).toList();
        var what = "%s of %s-%d".formatted(listener.name(), listener.topic().name(), partition);
        policy.attempt(what, () -> listener.on(partition, events)).ifPresent(failure -> {
            if (batch.size() == 1) {
                park(listener, batch.getFirst(), failure);
            } else {
                batch.forEach(each -> handleAlone(listener, partition, each));
            }
        });
    }

    /** So that a record that cannot be handled takes none of those around it with it. */
    private <E extends SpecificRecord> void handleAlone(BatchListener<E> listener, int partition, Read<E> one) {
        try {
            listener.on(partition, List.of(one.event()));
        } catch (RuntimeException e) {
            if (Failure.isOutage(e)) {
                throw e;
            }
            park(listener, one, e);
        }
    }

    private <E extends SpecificRecord> void park(BatchListener<E> listener, Read<E> one, RuntimeException failure) {
        try (var _ = LogContext.of(one.event().envelope())) {
            policy.park(one.record(), listener.name(), failure);
        }
    }

    private record Read<E extends SpecificRecord>(ConsumerRecord<byte[], byte[]> record, Received<E> event) {}
}
