package dev.millrace.messaging.wire;

import java.io.Serial;

/** The registry gives our schemas other ids than it used to: whatever was written before could be read wrongly. */
public final class LostSchemasException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    LostSchemasException(String message) {
        super(message);
    }
}
