package dev.millrace.artifacts;

import java.io.Serial;

/** An artifact that was referred to is not in the store, or not what its name says. */
public final class ArtifactMissingException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;

    public ArtifactMissingException(String message) {
        this("ARTIFACT_MISSING", message);
    }

    ArtifactMissingException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** ARTIFACT_MISSING, ARTIFACT_UNSAFE, ARTIFACT_TOO_LARGE or DIGEST_MISMATCH. */
    public String code() {
        return code;
    }
}
