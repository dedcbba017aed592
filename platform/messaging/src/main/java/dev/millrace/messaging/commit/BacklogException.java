package dev.millrace.messaging.commit;

import java.io.Serial;

/** An aggregate's outbox is full, because nothing could be published for a while: wait, and change nothing until then. */
public final class BacklogException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    BacklogException(String aggregate, int backlog) {
        super("OUTBOX_BACKLOG: %s waits with %d entries to be published".formatted(aggregate, backlog));
    }
}
