package dev.millrace.monitoring.cascade.mongo;

import dev.millrace.monitoring.cascade.Cascade;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A cascade.
 *
 * @param listedAs its place in the list
 * @param lastAt when its last event happened: its age
 * @param version counts its changes, so that none is lost
 */
@Document("cascades")
@CompoundIndex(name = "newest", def = "{'project': 1, 'listedAs': -1}")
record CascadeDocument(
        @Id String id,
        String project,
        String listedAs,
        @Indexed Instant lastAt,
        Cascade cascade,
        @Version @Nullable Long version) {

    static CascadeDocument of(Cascade cascade, @Nullable Long version) {
        return new CascadeDocument(
                id(cascade.project(), cascade.id()),
                cascade.project(),
                cascade.span().listedAs(),
                cascade.span().lastAt(),
                cascade,
                version);
    }

    static String id(String project, String cascadeId) {
        return project + "/" + cascadeId;
    }
}
