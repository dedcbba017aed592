package dev.millrace.monitoring.cascade;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A cascade as it is answered.
 *
 * @param linkedFrom the cascade whose model was watched when this one was started by drift; null otherwise
 * @param runId the run that was started, or that the trigger joined
 * @param runCascade the cascade that carries the results, where it is another one: the run's (MERGED) or that of the
 *     newer approval (SUPERSEDED)
 * @param omitted events that came when the cascade was full
 * @param cost of all its events together
 */
public record CascadeView(
        String id,
        CascadeStatus status,
        Instant startedAt,
        Instant lastAt,
        @Nullable String linkedFrom,
        @Nullable String runId,
        @Nullable String runCascade,
        long omitted,
        CascadeCost cost,
        @JsonUnwrapped About about,
        List<Event> events) {

    public CascadeView {
        events = List.copyOf(events);
    }

    /**
     * What a cascade is about.
     *
     * @param dataset null where no event names one
     * @param pipelines the first of them, by name
     * @param pipelineCount how many there are
     */
    public record About(CascadeTrigger trigger, @Nullable String dataset, List<String> pipelines, int pipelineCount) {

        private static final int NAMED = 20;

        public About {
            pipelines = List.copyOf(pipelines);
        }

        static About of(Cascade cascade) {
            var all = cascade.progress().pipelines().keySet();
            return new About(
                    cascade.known().trigger(),
                    cascade.known().dataset(),
                    all.stream().sorted().limit(NAMED).toList(),
                    all.size());
        }
    }

    /**
     * One event of a cascade, in the order of time.
     *
     * @param millisSinceCause how long after the event that caused it; null where that one is not in the cascade
     */
    public record Event(
            String eventId,
            @Nullable String causationId,
            int hop,
            String topic,
            String service,
            String aggregateId,
            long sequence,
            @Nullable String pipeline,
            Instant at,
            long millisSinceStart,
            @Nullable Long millisSinceCause,
            String summary,
            JsonNode data) {

        private static final JsonMapper JSON = JsonMapper.builder().build();

        static Event of(TimelineEntry entry, Instant start) {
            return of(entry, start, null);
        }

        /** @param cause when the event that caused it came; null where that is not known */
        static Event of(TimelineEntry entry, Instant start, @Nullable Instant cause) {
            return new Event(
                    entry.chain().eventId(),
                    entry.chain().causationId(),
                    entry.chain().hop(),
                    entry.source().topic(),
                    entry.source().service(),
                    entry.source().aggregateId(),
                    entry.source().sequence(),
                    entry.pipeline(),
                    entry.at(),
                    Duration.between(start, entry.at()).toMillis(),
                    cause == null ? null : Duration.between(cause, entry.at()).toMillis(),
                    entry.meaning().summary(),
                    JSON.readTree(entry.data()));
        }
    }

    /** A cascade in the list. */
    public record Summary(
            String id,
            CascadeStatus status,
            Instant startedAt,
            Instant lastAt,
            @Nullable String runId,
            long events,
            String last,
            @JsonUnwrapped About about) {}

    /**
     * Cascades, newest first.
     *
     * @param next pass it as {@code after} for the next page; null on the last
     */
    public record CascadePage(
            List<Summary> cascades, @Nullable String next) {
        public CascadePage {
            cascades = List.copyOf(cascades);
        }
    }

    /**
     * A new event on the stream.
     *
     * @param status of the cascade as told by its events so far, this one included
     */
    public record Live(String cascadeId, CascadeStatus status, Event event) {}
}
