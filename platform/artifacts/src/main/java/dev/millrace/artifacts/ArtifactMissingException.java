package dev.millrace.artifacts;

import java.io.Serial;

/** An artifact that was referred to cannot be had, now or later, unless somebody restores it. */
public sealed class ArtifactMissingException extends RuntimeException permits ArtifactDamagedException {

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
