package dev.millrace.monitoring.cascade.mongo;

import dev.millrace.monitoring.cascade.Cascade;
import dev.millrace.monitoring.cascade.CascadeStatus;
import dev.millrace.monitoring.cascade.CascadeTrigger;
import dev.millrace.monitoring.cascade.FeedPosition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
 * @param hour in which it was first heard of
 * @param lastAt when its last event happened: its age
 * @param version counts its changes, so that none is lost
 */
@Document("cascades")
@CompoundIndex(name = "newest", def = "{'project': 1, 'listedAs': -1}")
@CompoundIndex(name = "status", def = "{'project': 1, 'status': 1, 'listedAs': -1}")
@CompoundIndex(name = "hour", def = "{'project': 1, 'hour': 1, 'status': 1}")
@CompoundIndex(name = "dataset", def = "{'project': 1, 'dataset': 1, 'listedAs': -1}")
@CompoundIndex(name = "trigger", def = "{'project': 1, 'trigger': 1, 'listedAs': -1}")
record CascadeDocument(
        @Id String id,
        String project,
        String listedAs,
        @Nullable Instant hour,
        @Indexed Instant lastAt,
        @Nullable CascadeStatus status,
        @Nullable String dataset,
        @Nullable CascadeTrigger trigger,
        Cascade cascade,
        @Version @Nullable Long version) {

    static CascadeDocument of(Cascade cascade, @Nullable Long version) {
        return new CascadeDocument(
                id(cascade.project(), cascade.id()),
                cascade.project(),
                cascade.span().listedAs(),
                new FeedPosition(cascade.span().listedAs()).time().truncatedTo(ChronoUnit.HOURS),
                cascade.span().lastAt(),
                cascade.known().status(),
                cascade.known().dataset(),
                cascade.known().trigger(),
                cascade,
                version);
    }

    static String id(String project, String cascadeId) {
        return project + "/" + cascadeId;
    }
}
