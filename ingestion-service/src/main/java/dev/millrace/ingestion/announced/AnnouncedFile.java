package dev.millrace.ingestion.announced;

import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Envelope;
import dev.millrace.messaging.EventIds;
import dev.millrace.messaging.Lineage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The aggregate: one announced file, and that it waits to be taken in, which is the aggregate's job.
 *
 * @param lineage of what is answered, with the announcing event as its cause
 */
public record AnnouncedFile(Announcement announcement, Lineage lineage, Instant announcedAt, Status status) {

    static final AggregateType<AnnouncedFile> TYPE = new AggregateType<>("announced", AnnouncedFile.class);

    /** What became of it. */
    public enum Status {
        WAITING,
        /** It is a version. */
        TAKEN,
        /** It is none, and data.refused says why. */
        REFUSED
    }

    /**
     * One for each event that announces. Of an event from outside the aggregate's id has the producer's name and the event's id
     * in it, whatever they look like.
     */
    static String id(Envelope envelope) {
        var source = envelope.outside() ? envelope.aggregateId() : envelope.eventId();
        return envelope.project() + "/"
                + EventIds.sha256(source.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    }

    AnnouncedFile now(Status ended) {
        return new AnnouncedFile(announcement, lineage, announcedAt, ended);
    }
}
