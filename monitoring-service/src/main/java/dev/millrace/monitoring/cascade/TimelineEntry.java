package dev.millrace.monitoring.cascade;

import dev.millrace.messaging.Envelope;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One event of a cascade.
 *
 * @param at when the broker appended it
 * @param pipeline null for events about data
 * @param data the event as JSON, long parts shortened
 */
public record TimelineEntry(
        String project,
        Chain chain,
        Source source,
        Instant at,
        @Nullable String pipeline,
        Meaning meaning,
        String data) {

    /** The order of time; of events at the same time, causes come before their effects. */
    static final Comparator<TimelineEntry> IN_TIME = Comparator.comparing(TimelineEntry::at)
            .thenComparingInt(entry -> entry.chain().hop())
            .thenComparingLong(entry -> entry.source().sequence());

    /** Where it stands in the chain of causes. */
    public record Chain(
            String cascadeId, String eventId, @Nullable String causationId, int hop) {}

    /**
     * Who published it.
     *
     * @param service the owner of the aggregate
     */
    public record Source(String topic, String service, String aggregateId, long sequence) {}

    /**
     * What it means.
     *
     * @param runId the run that it is about; null where it names none
     * @param generation that it approved; null where it approved none
     * @param summary what was decided and why, one sentence for people
     * @param dataset that it is about; null where it names none
     */
    public record Meaning(
            Step step,
            @Nullable String runId,
            @Nullable Long generation,
            String summary,
            @Nullable String dataset) {

        public Meaning(Step step, @Nullable String runId, @Nullable Long generation, String summary) {
            this(step, runId, generation, summary, null);
        }

        public Meaning about(@Nullable String named) {
            return new Meaning(step, runId, generation, summary, named);
        }

        public static Meaning of(Step step, String summary) {
            return new Meaning(step, null, null, summary);
        }

        public static Meaning ofRun(Step step, @Nullable String runId, String summary) {
            return new Meaning(step, runId, null, summary);
        }
    }

    /** What tells it from all other events. Producers outside choose their ids themselves, and two may choose the same. */
    public String key() {
        return Envelope.isOutside(source.aggregateId()) ? source.aggregateId() : eventId();
    }

    String eventId() {
        return chain.eventId();
    }

    Step step() {
        return meaning.step();
    }
}
