package dev.millrace.messaging.commit;

import dev.millrace.messaging.ReadModel;
import dev.millrace.messaging.mongo.Templates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

/** Fixture: the real commit over documents in memory. */
public final class MemoryAggregates {

    private static final StateMapper STATES = Templates.states();

    /** What the time is at every change. */
    public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private MemoryAggregates() {}

    /** One collection, nobody who publishes, and this signal for jobs. */
    public static CommittedAggregates over(AggregateDocuments documents, JobSignal jobs) {
        var stores = new Stores() {
            @Override
            public AggregateDocuments of(String collection) {
                return documents;
            }

            @Override
            public Collection<AggregateDocuments> used() {
                return List.of(documents);
            }

            @Override
            public OutboxEntry.ReadModelWrite readModel(String entryId, long revision, ReadModel readModel) {
                var document = STATES.write((Record) readModel.document());
                document.append("_rev", revision);
                return new OutboxEntry.ReadModelWrite(entryId, "readModels", document, List.of());
            }

            @Override
            public StateMapper states() {
                return STATES;
            }

            @Override
            public void prepare() {}
        };
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new CommittedAggregates(
                "model", 50, stores, (same, outbox) -> {}, jobs, clock, new SimpleMeterRegistry());
    }
}
