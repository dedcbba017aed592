package dev.millrace.messaging.wire;

import java.io.Serial;

/** The schema registry did not answer, or not what a registry answers; time may cure it. */
public final class RegistryException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    RegistryException(String message) {
        super(message);
    }

    RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
