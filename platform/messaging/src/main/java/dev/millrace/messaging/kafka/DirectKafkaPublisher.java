package dev.millrace.messaging.kafka;

import dev.millrace.contracts.Topic;
import dev.millrace.messaging.DirectPublisher;
import dev.millrace.messaging.EventIds;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.commit.OutboxEntry;
import dev.millrace.messaging.commit.UnavailableException;
import dev.millrace.messaging.failure.Failure;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.messaging.wire.Envelopes;
import dev.millrace.messaging.wire.Schemas;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** Publishes events that no document stands behind, in the same form as the relay. */
final class DirectKafkaPublisher implements DirectPublisher, AutoCloseable {

    private static final String PROJECT = "project";
    private static final String OCCURRED_AT = "occurredAt";

    private final KafkaTransport transport;
    private final String process;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<String, Counter> unsent = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();

    /**
     * @param transport closed with this
     * @param process {@code service:instance:<id>}, another one after each start
     */
    DirectKafkaPublisher(KafkaTransport transport, String process, Clock clock, MeterRegistry meters) {
        this.transport = transport;
        this.process = process;
        this.clock = clock;
        this.meters = meters;
    }

    /** Made with the first event of a topic, so that it is there, and zero, before one fails. */
    private Counter unsent(String topic) {
        return Counter.builder("millrace.messaging.unsent")
                .description("events without an outbox that could not be sent")
                .tag("topic", topic)
                .register(meters);
    }

    @Override
    public <E extends SpecificRecord> Stamped stamp(
            Topic<E> topic, E event, @Nullable Integer partition, Lineage lineage) {
        var entry = entry(topic, event, lineage, process, sequence.incrementAndGet(), clock.instant());
        return () -> send(entry, partition);
    }

    @Override
    public <E extends SpecificRecord> CompletableFuture<Void> sendOnce(
            Topic<E> topic, E event, @Nullable Integer partition, Lineage lineage, String aggregateId) {
        var occurredAt = occurredAt(event);
        if (occurredAt == null) {
            return send(entry(topic, event, lineage, aggregateId, 1, clock.instant()), partition);
        }
        var content = entry(topic, event, lineage, aggregateId, 1, occurredAt).body();
        var digest = EventIds.sha256(content.getData()).substring(0, 16);
        return send(entry(topic, event, lineage, aggregateId + "@" + digest, 1, occurredAt), partition);
    }

    @Override
    public int partitions(Topic<?> topic) {
        try {
            return transport.partitions(topic.name());
        } catch (RuntimeException failure) {
            throw Failure.isOutage(failure)
                    ? UnavailableException.broker("the broker does not answer", failure)
                    : failure;
        }
    }

    /** Sends what is buffered; what is not acknowledged soon fails, and is counted as any other event that was not sent. */
    @Override
    public void close() {
        transport.close();
    }

    private CompletableFuture<Void> send(OutboxEntry.Event entry, @Nullable Integer partition) {
        var failed = unsent.computeIfAbsent(entry.topic(), this::unsent);
        CompletableFuture<?> sent;
        try {
            sent = transport.send(entry, partition);
        } catch (RuntimeException unreachable) {
            sent = CompletableFuture.failedFuture(unreachable);
        }
        return sent.handle((acknowledged, failure) -> {
            if (failure != null) {
                failed.increment();
                throw new CompletionException(reported(failure));
            }
            return null;
        });
    }

    /** As a listener and a client of the service may see it: they wait for the broker, and blame no record for it. */
    private static Throwable reported(Throwable failure) {
        return switch (Failure.of(failure)) {
            case Failure.Wait(var outage) ->
                outage instanceof UnavailableException
                        ? outage
                        : UnavailableException.broker("the broker does not answer", outage);
            case Failure.Refuse refusal -> failure;
            case Failure.Defect defect -> failure;
        };
    }

    private static <E extends SpecificRecord> OutboxEntry.Event entry(
            Topic<E> topic, E event, Lineage lineage, String aggregateId, long eventSequence, Instant occurredAt) {
        var at = occurredAt.truncatedTo(ChronoUnit.MICROS);
        Envelopes.stamp(event, aggregateId, eventSequence, project(event), lineage, at);
        return new OutboxEntry.Event(
                EventIds.of(aggregateId, eventSequence),
                eventSequence,
                topic.name(),
                Envelopes.key(topic, event),
                topic.type().getName(),
                Schemas.fingerprint(topic),
                new Binary(Codec.body(topic, event)),
                lineage,
                at);
    }

    /** What the caller has set, because no aggregate's id tells it here. */
    private static String project(SpecificRecord event) {
        return field(event, PROJECT) instanceof CharSequence project ? project.toString() : "default";
    }

    private static @Nullable Instant occurredAt(SpecificRecord event) {
        return field(event, OCCURRED_AT) instanceof Instant at ? at : null;
    }

    @SuppressWarnings("NullAway") // Avro's get is not annotated; an event under construction lacks fields.
    private static @Nullable Object field(SpecificRecord event, String name) {
        return event.get(event.getSchema().getField(name).pos());
    }
}
