package dev.millrace.artifacts;

import java.io.Serial;

/** The file of an artifact has other content than its digest says: it was changed, or the disk is failing. */
public final class ArtifactDamagedException extends ArtifactMissingException {

    @Serial
    private static final long serialVersionUID = 1L;

    ArtifactDamagedException(Digest digest, String actual) {
        super("DIGEST_MISMATCH", "artifact " + digest + " has other content: " + actual);
    }
}
