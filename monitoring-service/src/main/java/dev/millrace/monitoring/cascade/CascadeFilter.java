package dev.millrace.monitoring.cascade;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which cascades are asked for; what is null does not matter.
 *
 * @param from only those that were first heard of at this time or later
 * @param until only those that were first heard of before it
 */
public record CascadeFilter(
        @Nullable CascadeStatus status,
        @Nullable String pipeline,
        @Nullable String dataset,
        @Nullable CascadeTrigger trigger,
        @Nullable Instant from,
        @Nullable Instant until) {

    /** Sorts behind every place in the list. */
    private static final String NEWEST = "~";

    /** Lowest place in the list. */
    public String lowest() {
        return from == null ? "" : FeedPosition.before(from).text();
    }

    /** Above the highest place, where the page before ended with {@code after}; null for the first page. */
    public String below(@Nullable String after) {
        var end = until == null ? NEWEST : FeedPosition.before(until).text();
        return after == null || end.compareTo(after) < 0 ? end : after;
    }

    public boolean takes(Cascade cascade) {
        var facets = cascade.known();
        return (status == null || status == CascadeStatus.read(facets.status()))
                && (pipeline == null || cascade.progress().pipelines().containsKey(pipeline))
                && (dataset == null || dataset.equals(facets.dataset()))
                && (trigger == null || trigger == facets.trigger());
    }
}
