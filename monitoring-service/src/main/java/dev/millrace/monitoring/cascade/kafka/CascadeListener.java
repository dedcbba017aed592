package dev.millrace.monitoring.cascade.kafka;

import dev.millrace.contracts.Topic;
import dev.millrace.messaging.EventJson;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.monitoring.cascade.RecordEvent;
import dev.millrace.monitoring.cascade.TimelineEntry;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Puts one topic's events on the timeline. */
final class CascadeListener<E extends SpecificRecord> implements EventListener<E> {

    private final Topic<E> topic;
    private final RecordEvent recordEvent;

    CascadeListener(Topic<E> topic, RecordEvent recordEvent) {
        this.topic = topic;
        this.recordEvent = recordEvent;
    }

    @Override
    public Topic<E> topic() {
        return topic;
    }

    @Override
    public void on(Received<E> received) {
        recordEvent.record(entry(received));
    }

    /** Events that are about data name the dataset alike. */
    private static @Nullable String dataset(SpecificRecord event) {
        var field = event.getSchema().getField("dataset");
        return field != null && event.get(field.pos()) instanceof CharSequence named && !named.isEmpty()
                ? named.toString()
                : null;
    }

    static TimelineEntry entry(Received<? extends SpecificRecord> received) {
        var envelope = received.envelope();
        var aggregateId = envelope.aggregateId();
        return new TimelineEntry(
                envelope.project(),
                new TimelineEntry.Chain(
                        envelope.cascadeId(), envelope.eventId(), envelope.causationId(), envelope.hop()),
                new TimelineEntry.Source(
                        received.topic(), aggregateId.split(":", 2)[0], aggregateId, envelope.sequence()),
                received.appendedAt(),
                envelope.pipeline(),
                EventSentences.of(received.event(), envelope).about(dataset(received.event())),
                EventJson.of(received.event()));
    }
}
