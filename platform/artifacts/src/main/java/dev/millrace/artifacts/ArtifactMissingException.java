package dev.millrace.artifacts;

import java.io.Serial;

/** An artifact that was referred to is not in the store, or not what its name says. */
public final class ArtifactMissingException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public ArtifactMissingException(String message) {
        super(message);
    }
}
