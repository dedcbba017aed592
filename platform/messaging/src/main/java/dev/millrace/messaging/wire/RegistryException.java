package dev.millrace.messaging.wire;

import java.io.Serial;

/** The schema registry did not answer, or not what a registry answers; time may cure it. */
public final class RegistryException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    RegistryException(String message) {
        this(0, message);
    }

    RegistryException(int status, String message) {
        super(message);
        this.status = status;
    }

    RegistryException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
    }

    /** What the registry answered over HTTP; 0 where that is not what is wrong. */
    int status() {
        return status;
    }
}
