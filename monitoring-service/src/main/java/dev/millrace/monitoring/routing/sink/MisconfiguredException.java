package dev.millrace.monitoring.routing.sink;

import java.io.Serial;

/** The configuration of this service does not let a message go where its route says. */
final class MisconfiguredException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;

    MisconfiguredException(String code, String message) {
        super(message);
        this.code = code;
    }

    String code() {
        return code;
    }

    String words() {
        return code + ": " + getMessage();
    }
}
