package dev.millrace.monitoring.cascade.kafka;

import dev.millrace.contracts.Topic;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.monitoring.cascade.RecordEvent;
import dev.millrace.monitoring.cascade.TimelineEntry;
import org.apache.avro.specific.SpecificRecord;

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
                EventSentences.of(received.event(), envelope),
                EventJson.of(received.event()));
    }
}
