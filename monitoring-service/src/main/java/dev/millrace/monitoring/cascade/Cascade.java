package dev.millrace.monitoring.cascade;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which events a cascade has, and what they mean; each event itself is a {@link TimelineEntry} beside it. Bounded: what
 * comes after the first {@value #MAX_EVENTS} is only counted.
 *
 * @param listedAs id of the entry that lists this cascade by time
 * @param heardAt when this service last heard of it; null where that was not kept yet
 * @param runId the run that was started, or else joined; null where there is none
 */
public record Cascade(
        String id,
        String listedAs,
        Instant startedAt,
        Instant lastAt,
        @Nullable Instant heardAt,
        @Nullable String runId,
        List<Mark> events,
        long omitted) {

    static final int MAX_EVENTS = 1000;

    public Cascade {
        events = List.copyOf(events);
    }

    /** One event as far as the status needs it; the pipeline is null for {@code data.*}. */
    public record Mark(String eventId, @Nullable String pipeline, Step step) {}

    static Cascade startedBy(TimelineEntry first, String listedAs, Instant heardAt) {
        return new Cascade(
                first.cascadeId(), listedAs, first.at(), first.at(), heardAt, first.runId(), List.of(first.mark()), 0);
    }

    boolean has(String eventId) {
        return events.stream().anyMatch(event -> event.eventId().equals(eventId));
    }

    Cascade plus(TimelineEntry entry, Instant now) {
        boolean full = events.size() >= MAX_EVENTS;
        return new Cascade(
                id,
                listedAs,
                entry.at().isBefore(startedAt) ? entry.at() : startedAt,
                entry.at().isAfter(lastAt) ? entry.at() : lastAt,
                now,
                runId == null || entry.step() == Step.TRAINING_STARTED ? entry.runId() : runId,
                full
                        ? events
                        : Stream.concat(events.stream(), Stream.of(entry.mark()))
                                .toList(),
                full ? omitted + 1 : omitted);
    }
}
