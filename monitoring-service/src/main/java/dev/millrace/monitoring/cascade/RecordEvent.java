package dev.millrace.monitoring.cascade;

import dev.millrace.contracts.ModelApproved;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Envelope;
import dev.millrace.messaging.Received;
import java.time.Clock;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Puts an event in its place in its cascade, once. */
public class RecordEvent {

    private final CascadeStore store;
    private final CascadeFeed feed;
    private final Clock clock;

    RecordEvent(Aggregates aggregates, CascadeFeed feed, Clock clock) {
        this.store = CascadeStore.in(aggregates);
        this.feed = feed;
        this.clock = clock;
    }

    public void record(Received<? extends SpecificRecord> received) {
        TimelineEntry entry = entry(received);
        var known = store.cascades().find(entry.aggregate());
        if (known.isPresent() && known.get().state().has(entry.eventId())) {
            return;
        }
        var item = FeedItem.of(clock.instant(), entry);
        store.timeline().put(entry.detail(), entry);
        store.feed().put(item.id(), item);
        putIndexes(entry, item, known.isEmpty());
        if (received.event() instanceof ModelApproved approved) {
            putNewest(entry, approved.getGeneration());
        }
        Instant now = clock.instant();
        store.cascades().onNaturalKey(received, entry.aggregate(), state -> decide(state, entry, item.id(), now));
        feed.recorded();
    }

    private static Decision<Cascade> decide(
            @Nullable Cascade state, TimelineEntry entry, String listedAs, Instant now) {
        if (state == null) {
            return Decision.apply(Cascade.startedBy(entry, listedAs, now), "cascade.started");
        }
        return state.has(entry.eventId())
                ? Decision.ignore("recorded before")
                : Decision.apply(state.plus(entry, now), "cascade.continued");
    }

    private void putIndexes(TimelineEntry entry, FeedItem item, boolean first) {
        if (first) {
            store.started().put(entry.project() + "/" + item.id(), item);
        }
        var link = new CascadeStore.Link(entry.cascadeId(), entry.at());
        if (entry.step() == Step.MODEL_APPROVED) {
            store.links().put(CascadeStore.approval(entry.project(), entry.eventId()), link);
        }
        if (entry.step() == Step.TRAINING_STARTED && entry.runId() != null) {
            store.links().put(CascadeStore.run(entry.project(), entry.runId()), link);
        }
    }

    /** A model's approvals come in order, but some of them again. */
    private void putNewest(TimelineEntry entry, long generation) {
        String id = CascadeStore.newest(entry.project(), entry.pipeline());
        if (store.newest().find(id).stream().noneMatch(known -> known.generation() >= generation)) {
            store.newest().put(id, new CascadeStore.Newest(generation, entry.eventId(), entry.cascadeId()));
        }
    }

    private static TimelineEntry entry(Received<? extends SpecificRecord> received) {
        Envelope envelope = received.envelope();
        Telling telling = Narrator.tell(received.event());
        return new TimelineEntry(
                envelope.project(),
                envelope.cascadeId(),
                envelope.eventId(),
                envelope.causationId(),
                envelope.hop(),
                received.topic(),
                service(envelope.aggregateId()),
                envelope.aggregateId(),
                envelope.sequence(),
                received.appendedAt(),
                envelope.pipeline(),
                telling.step(),
                telling.runId(),
                telling.summary(),
                EventJson.of(received.event()));
    }

    /** An aggregate's id starts with the service that owns it. */
    private static String service(String aggregateId) {
        return aggregateId.split(":", 2)[0];
    }
}
