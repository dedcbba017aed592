package dev.millrace.monitoring.cascade.mongo;

import dev.millrace.monitoring.cascade.TimelineEntry;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * An event of a cascade.
 *
 * @param id project and event
 * @param cascade project and cascade
 * @param position its place in the order in which events were recorded
 * @param at when it happened: its age
 */
@Document("timeline")
record TimelineDocument(
        @Id String id,
        @Indexed String cascade,
        @Indexed String position,
        @Indexed Instant at,
        TimelineEntry entry) {

    static TimelineDocument of(String position, TimelineEntry entry) {
        return new TimelineDocument(
                id(entry.project(), entry.key()),
                CascadeDocument.id(entry.project(), entry.chain().cascadeId()),
                position,
                entry.at(),
                entry);
    }

    static String id(String project, String key) {
        return project + "/" + key;
    }
}
