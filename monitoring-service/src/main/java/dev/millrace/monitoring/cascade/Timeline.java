package dev.millrace.monitoring.cascade;

import java.util.List;
import java.util.Optional;

/** The events of all cascades that are kept. */
public interface Timeline {

    /** An event and its place in the order in which events were recorded. */
    record Recorded(String position, TimelineEntry entry) {}

    /** Keeps an event; the same event again takes its place. */
    void add(FeedPosition position, TimelineEntry entry);

    /** The event with this key. */
    Optional<TimelineEntry> findEvent(String project, String key);

    /** The events of one cascade, in no order. */
    List<TimelineEntry> of(String project, String cascadeId);

    /** What was recorded after a place, oldest first; of many, the newest. */
    List<Recorded> after(String position, int most);
}
