package dev.millrace.monitoring.cascade;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of a cascade.
 *
 * @param service who published it
 * @param at when the broker appended it
 * @param runId the run that it is about, where it names one
 * @param summary what was decided and why, one sentence for people
 * @param data the event as JSON, long parts shortened
 */
public record TimelineEntry(
        String project,
        String cascadeId,
        String eventId,
        @Nullable String causationId,
        int hop,
        String topic,
        String service,
        String aggregateId,
        long sequence,
        Instant at,
        @Nullable String pipeline,
        Step step,
        @Nullable String runId,
        String summary,
        String data) {

    Cascade.Mark mark() {
        return new Cascade.Mark(eventId, pipeline, step);
    }

    /** Id of the cascade's aggregate. */
    String aggregate() {
        return project + "/" + cascadeId;
    }

    /** Id of this entry beside the aggregate. */
    String detail() {
        return aggregate() + "/" + eventId;
    }
}
