package dev.millrace.monitoring.cascade;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Details;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where cascades are kept: one aggregate each, the events beside it, and three indexes.
 *
 * @param timeline the events, by project, cascade and event
 * @param started cascades by project and the time they were first heard of
 * @param feed events in the order in which they were recorded
 * @param links cascades by project and what others refer to: an approval's event or a run
 * @param newest the newest approval of each pipeline's model
 */
record CascadeStore(
        AggregateStore<Cascade> cascades,
        Details<TimelineEntry> timeline,
        Details<FeedItem> started,
        Details<FeedItem> feed,
        Details<Link> links,
        Details<Newest> newest) {

    static CascadeStore in(Aggregates store) {
        return new CascadeStore(
                store.of(AggregateType.derived("cascades", Cascade.class)),
                store.details("timeline", TimelineEntry.class),
                store.details("cascades-by-time", FeedItem.class),
                store.details("timeline-feed", FeedItem.class),
                store.details("cascade-links", Link.class),
                store.details("newest-approvals", Newest.class));
    }

    /** Removes events, their places in lists, what refers to them, and cascades that nothing was added to since. */
    void forget(Instant before) {
        timeline.forget("at", before);
        feed.forget("id", FeedItem.position(before));
        started.forget("id", FeedItem.position(before));
        links.forget("at", before);
        cascades.forget("lastAt", before);
    }

    static String approval(String project, String eventId) {
        return project + "/approval/" + eventId;
    }

    static String run(String project, String runId) {
        return project + "/run/" + runId;
    }

    static String newest(String project, @Nullable String pipeline) {
        return project + "/" + pipeline;
    }

    /** An approval that older ones of the same model give way to. */
    record Newest(long generation, String eventId, String cascadeId) {}

    /**
     * The cascade that something else refers to.
     *
     * @param at when what is referred to happened; null where that was not kept yet
     */
    record Link(String cascadeId, @Nullable Instant at) {}
}
