package dev.millrace.ingestion.announced;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;

/** Where the content of announced files lies: in the permitted directory, or in the artifact store. */
final class AnnouncedContent {

    private final PermittedDirectory permitted;
    private final ArtifactStore artifacts;

    AnnouncedContent(PermittedDirectory permitted, ArtifactStore artifacts) {
        this.permitted = permitted;
        this.artifacts = artifacts;
    }

    /** @param bytes of the stream, -1 where that is not known */
    record Content(InputStream stream, long bytes) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    /**
     * Opens what is announced, to be read.
     *
     * @throws RefusedException where there is none that may be read
     * @throws IOException where the disk is not there at the moment
     */
    Content open(Announcement announcement) throws IOException {
        var artifact = announcement.artifact();
        if (artifact == null) {
            var channel = permitted.open(announcement.file());
            return new Content(Channels.newInputStream(channel), channel.size());
        }
        try {
            return new Content(artifacts.open(new Digest(artifact)), -1);
        } catch (ArtifactMissingException missing) {
            throw new RefusedException(missing.code(), String.valueOf(missing.getMessage()));
        }
    }
}
