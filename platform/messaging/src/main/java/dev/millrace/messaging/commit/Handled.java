package dev.millrace.messaging.commit;

import java.util.List;

/**
 * What an aggregate has handled before, so that it does nothing twice.
 *
 * @param commands the last that had an idempotency key
 */
public record Handled(SourceMarks events, List<HandledCommand> commands) {

    public static final Handled NOTHING = new Handled(SourceMarks.NONE, List.of());

    public Handled {
        commands = List.copyOf(commands);
    }
}
