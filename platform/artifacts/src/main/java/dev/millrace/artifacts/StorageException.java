package dev.millrace.artifacts;

import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;

/** The artifact directory cannot be used; nothing was stored, and the same call may work later. */
public sealed class StorageException extends UncheckedIOException permits StorageFullException {

    @Serial
    private static final long serialVersionUID = 1L;

    StorageException(String message, IOException cause) {
        super(message, cause);
    }
}
