package dev.millrace.messaging.kafka;

import dev.millrace.contracts.Topic;
import dev.millrace.messaging.DirectPublisher;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.commit.OutboxEntry;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.messaging.wire.Envelopes;
import dev.millrace.messaging.wire.Schemas;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** Publishes without a document behind the event, through the same producer and in the same form as the relay. */
final class DirectKafkaPublisher implements DirectPublisher {

    private static final String PROJECT = "project";

    private final KafkaTransport transport;
    private final String process;
    private final Clock clock;
    private final AtomicLong sequence = new AtomicLong();

    /**
     * @param process {@code service:instance:<id>}, another one after each start
     */
    DirectKafkaPublisher(KafkaTransport transport, String process, Clock clock) {
        this.transport = transport;
        this.process = process;
        this.clock = clock;
    }

    @Override
    public <E extends SpecificRecord> Stamped stamp(
            Topic<E> topic, E event, @Nullable Integer partition, Lineage lineage) {
        var entry = entry(topic, event, lineage, process, sequence.incrementAndGet());
        return () -> send(entry, partition);
    }

    @Override
    public <E extends SpecificRecord> CompletableFuture<Void> sendOnce(
            Topic<E> topic, E event, @Nullable Integer partition, Lineage lineage, String aggregateId) {
        return send(entry(topic, event, lineage, aggregateId, 1), partition);
    }

    @Override
    public int partitions(Topic<?> topic) {
        return transport.partitions(topic.name());
    }

    private CompletableFuture<Void> send(OutboxEntry.Event entry, @Nullable Integer partition) {
        try {
            return transport.send(entry, partition).thenAccept(sent -> {});
        } catch (RuntimeException unreachable) {
            return CompletableFuture.failedFuture(unreachable);
        }
    }

    private <E extends SpecificRecord> OutboxEntry.Event entry(
            Topic<E> topic, E event, Lineage lineage, String aggregateId, long eventSequence) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Envelopes.stamp(event, aggregateId, eventSequence, project(event), lineage, at);
        return new OutboxEntry.Event(
                Envelopes.read(event).eventId(),
                eventSequence,
                0,
                topic.name(),
                Envelopes.key(topic, event),
                topic.type().getName(),
                Schemas.fingerprint(topic),
                new Binary(Codec.body(topic, event)),
                lineage.cascadeId(),
                at);
    }

    /** What the caller has set, because no aggregate's id tells it here. */
    @SuppressWarnings("NullAway") // Avro's get is not annotated; an event under construction lacks fields.
    private static String project(SpecificRecord event) {
        var project = event.get(event.getSchema().getField(PROJECT).pos());
        return project == null ? "default" : project.toString();
    }
}
