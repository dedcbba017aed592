package dev.millrace.messaging.commit;

import java.io.Serial;

/** Others changed the aggregate each time that we tried to: try again later. */
public final class ContendedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    ContendedException(String aggregate) {
        super("CONTENDED: %s was changed by others each time".formatted(aggregate));
    }
}
