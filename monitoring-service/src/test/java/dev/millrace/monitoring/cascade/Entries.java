package dev.millrace.monitoring.cascade;

import dev.millrace.messaging.Envelope;
import dev.millrace.monitoring.cascade.TimelineEntry.Chain;
import dev.millrace.monitoring.cascade.TimelineEntry.Meaning;
import dev.millrace.monitoring.cascade.TimelineEntry.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Events of a cascade. */
final class Entries {

    static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private Entries() {}

    static TimelineEntry entry(
            String cascade,
            String id,
            @Nullable String cause,
            int hop,
            @Nullable String pipeline,
            Meaning meaning,
            long millis) {
        return new TimelineEntry(
                "default",
                new Chain(cascade, id, cause, hop),
                new Source("topic", "training", "training:pipelines:default/taxi", 1),
                START.plusMillis(millis),
                pipeline,
                meaning,
                "{\"rows\": 9942}");
    }

    /** What a producer outside published. */
    static TimelineEntry outside(String cascade, String producer, String id) {
        return new TimelineEntry(
                "default",
                new Chain(cascade, id, null, 0),
                new Source("data.arrived", "outside", Envelope.outsideAggregate(producer, id), 1),
                START,
                null,
                meaning(Step.DATA_ARRIVED),
                "{}");
    }

    static Meaning meaning(Step step) {
        return Meaning.of(step, step.name());
    }

    static Meaning approval(long generation) {
        return new Meaning(Step.MODEL_APPROVED, "r-12", generation, "approved");
    }
}
