package dev.millrace.ingestion.announced;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobChange;
import dev.millrace.messaging.Received;
import java.time.Clock;

/** Records that a producer outside has announced a file; a worker takes it in, so that no listener is ever busy. */
public final class RecordAnnouncement {

    private final AggregateStore<AnnouncedFile> files;
    private final Clock clock;

    RecordAnnouncement(AggregateStore<AnnouncedFile> files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /** The same event again changes nothing; its id with another content is refused. */
    public void record(Announcement announcement, Received<?> cause) {
        var envelope = cause.envelope();
        var id = AnnouncedFile.id(envelope);
        files.onNaturalKey(cause, id, state -> {
            if (state == null) {
                var file = new AnnouncedFile(
                        announcement, envelope.effect(), clock.instant(), AnnouncedFile.Status.WAITING);
                return Decision.apply(file, "file.announced").with(new JobChange.Request(id));
            }
            return state.announcement().equals(announcement)
                    ? Decision.ignore("the file was announced before")
                    : Decision.refuse(
                            "EVENT_ID_CONFLICT",
                            "Event %s announced another file or said something else of it. Each announcement needs an eventId of its own"
                                    .formatted(envelope.eventId()));
        });
    }
}
