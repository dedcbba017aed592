package dev.millrace.artifacts;

import java.io.IOException;
import java.io.Serial;

/** The disk is full (STORAGE_FULL): nothing was stored, and space must be made first. */
public final class StorageFullException extends StorageException {

    @Serial
    private static final long serialVersionUID = 1L;

    public StorageFullException(IOException cause) {
        super("STORAGE_FULL: no space left in the artifact directory", cause);
    }

    /** Whether a failure, of ours or of an engine that wrote the file, says that the disk or a quota is exhausted. */
    public static boolean isCauseOf(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            var message = String.valueOf(each.getMessage());
            if (message.contains("No space left on device") || message.contains("quota exceeded")) {
                return true;
            }
        }
        return false;
    }
}
