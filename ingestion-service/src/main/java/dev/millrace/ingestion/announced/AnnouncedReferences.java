package dev.millrace.ingestion.announced;

import dev.millrace.artifacts.ArtifactReferences;
import dev.millrace.ingestion.announced.AnnouncedFile.Status;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Stored;
import java.util.List;

/** Gathered rows that wait to be taken in. */
final class AnnouncedReferences implements ArtifactReferences {

    private final AggregateStore<AnnouncedFile> files;

    AnnouncedReferences(AggregateStore<AnnouncedFile> files) {
        this.files = files;
    }

    @Override
    public String source() {
        return "announced";
    }

    @Override
    public Page after(String id, int limit) {
        return Page.of(files.list("", id, limit), limit, Stored::id, file -> List.of(needed(file.state())));
    }

    private static Reference.Needed needed(AnnouncedFile file) {
        return Reference.Needed.of(
                file.status() == Status.WAITING ? file.announcement().artifact() : null);
    }
}
