package dev.millrace.monitoring.cascade;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a cascade mean together; each event itself is a {@link TimelineEntry}. Bounded: what comes after the first
 * {@value #MAX_EVENTS} events is only counted.
 *
 * @param recorded the events that are in it, each by eight bytes of a hash
 * @param omitted events that came when it was full
 * @param progress what its events have said so far
 * @param facets by what it is found; null in those of an earlier release
 */
public record Cascade(
        String project,
        String id,
        Span span,
        @Nullable String runId,
        List<Long> recorded,
        long omitted,
        CascadeProgress progress,
        Latest latest,
        @Nullable Facets facets) {

    static final int MAX_EVENTS = 1000;

    public Cascade {
        recorded = List.copyOf(recorded);
    }

    /**
     * When it happened.
     *
     * @param listedAs its place in the list of cascades, which is the order in which they were first heard of
     * @param heardAt when this service last heard of it
     */
    public record Span(String listedAs, Instant startedAt, Instant lastAt, Instant heardAt) {

        Span with(TimelineEntry entry, Instant now) {
            return new Span(
                    listedAs,
                    entry.at().isBefore(startedAt) ? entry.at() : startedAt,
                    entry.at().isAfter(lastAt) ? entry.at() : lastAt,
                    now);
        }
    }

    /**
     * By what a cascade is found in the list.
     *
     * @param hop of the event that the trigger is known from
     * @param dataset that the first event about data names; null where none does
     * @param status as told by its events so far, in the form in which it is stored
     */
    public record Facets(
            int hop,
            CascadeTrigger trigger,
            @Nullable String dataset,
            @Nullable CascadeStatus status) {

        static final Facets UNKNOWN = new Facets(Integer.MAX_VALUE, CascadeTrigger.OTHER, null, null);

        static Facets of(TimelineEntry entry) {
            return new Facets(
                    entry.chain().hop(),
                    CascadeTrigger.of(entry.step()),
                    entry.meaning().dataset(),
                    null);
        }

        Facets with(TimelineEntry entry) {
            var other = of(entry);
            boolean earlier = other.hop < hop || (other.hop == hop && other.trigger.compareTo(trigger) < 0);
            return new Facets(
                    Math.min(hop, other.hop),
                    earlier ? other.trigger : trigger,
                    dataset == null || (earlier && other.dataset != null) ? other.dataset : dataset,
                    status);
        }
    }

    /** The last of its events in the order of time, and what it said. */
    public record Latest(Instant at, int hop, long sequence, String summary) {

        static Latest of(TimelineEntry entry) {
            return new Latest(
                    entry.at(),
                    entry.chain().hop(),
                    entry.source().sequence(),
                    entry.meaning().summary());
        }

        Latest or(TimelineEntry entry) {
            int order = at.compareTo(entry.at());
            order = order == 0 ? Integer.compare(hop, entry.chain().hop()) : order;
            order = order == 0 ? Long.compare(sequence, entry.source().sequence()) : order;
            return order > 0 ? this : of(entry);
        }
    }

    static Cascade startedBy(TimelineEntry first, FeedPosition listedAs, Instant now) {
        return new Cascade(
                first.project(),
                first.chain().cascadeId(),
                new Span(listedAs.text(), first.at(), first.at(), now),
                first.meaning().runId(),
                List.of(hash(first.key())),
                0,
                CascadeProgress.NONE.plus(first),
                Latest.of(first),
                Facets.of(first));
    }

    public Facets known() {
        return facets == null ? Facets.UNKNOWN : facets;
    }

    Cascade with(CascadeStatus status) {
        var its = known();
        return new Cascade(
                project,
                id,
                span,
                runId,
                recorded,
                omitted,
                progress,
                latest,
                new Facets(its.hop(), its.trigger(), its.dataset(), CascadeStatus.stored(status)));
    }

    boolean has(String key) {
        return recorded.contains(hash(key));
    }

    long events() {
        return recorded.size() + omitted;
    }

    boolean isFull() {
        return recorded.size() >= MAX_EVENTS;
    }

    Cascade plus(TimelineEntry entry, Instant now) {
        return new Cascade(
                project,
                id,
                span.with(entry, now),
                runId == null || entry.step() == Step.TRAINING_STARTED
                        ? entry.meaning().runId()
                        : runId,
                isFull()
                        ? recorded
                        : Stream.concat(recorded.stream(), Stream.of(hash(entry.key())))
                                .toList(),
                isFull() ? omitted + 1 : omitted,
                isFull() ? progress : progress.plus(entry),
                latest.or(entry),
                known().with(entry));
    }

    private static long hash(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
