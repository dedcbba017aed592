package dev.millrace.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Starts a process again that ended by an Error, as Docker and Kubernetes do for containers: a small shell that waits beside it. */
final class Supervision {

    private static final int MOST_IN_A_ROW = 8;

    private final Layout layout;
    private final int mostInARow;
    private final String script;

    Supervision(Layout layout) {
        this(layout, MOST_IN_A_ROW);
    }

    Supervision(Layout layout, int mostInARow) {
        this.layout = layout;
        this.mostInARow = mostInARow;
        this.script = script();
    }

    private static String script() {
        try (var file = Supervision.class.getResourceAsStream("supervise.sh")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What goes before the command of a process; it writes the process's id into its {@link PidFile}. */
    List<String> of(Replica replica) {
        return List.of(
                "/bin/sh",
                "-c",
                script,
                "supervise.sh",
                replica.label(),
                Integer.toString(mostInARow),
                layout.pidFile(replica).toString(),
                layout.readyFile(replica).toString());
    }
}
