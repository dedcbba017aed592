package dev.millrace.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Starts a program as a process that outlives this one and its terminal. */
final class Launcher {

    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Layout layout;
    private final Supervision supervision;
    private final Set<Part> recorded;

    /** @param recorded which processes write their caches of loaded classes when they end */
    Launcher(Layout layout, Set<Part> recorded) {
        this.layout = layout;
        this.supervision = new Supervision(layout);
        this.recorded = Set.copyOf(recorded);
    }

    void launch(Program program) {
        var replica = program.replica();
        var log = layout.log(replica);
        try {
            Files.createDirectories(log.getParent());
            Files.createDirectories(layout.data(replica));
            Files.createDirectories(layout.run());
            Files.deleteIfExists(layout.pidFile(replica));
            Files.deleteIfExists(layout.readyFile(replica));
            var builder = new ProcessBuilder(command(program))
                    .directory(layout.home().toFile())
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()));
            // Two arenas instead of eight a core keep native memory small; the speed is not missed.
            builder.environment().put("MALLOC_ARENA_MAX", "2");
            builder.environment().putAll(program.environment());
            awaitPid(builder.start(), new PidFile(layout.pidFile(replica)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + replica.label(), e);
        }
    }

    /** From then on whoever stops the stack finds the process. */
    private static void awaitPid(Process supervisor, PidFile file) {
        while (!file.exists() && supervisor.isAlive()) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private List<String> command(Program program) {
        var cache = new AotCache(layout, program);
        var command = new ArrayList<>(ownSession());
        command.addAll(supervision.of(program.replica()));
        command.add(Java.executable());
        command.addAll(program.flags());
        command.addAll(recorded.contains(program.replica().part()) ? cache.recordingFlags() : cache.flags());
        command.addAll(program.entry());
        command.addAll(program.arguments());
        return command;
    }

    /** So that Ctrl-C in the terminal does not reach the stack. */
    private static List<String> ownSession() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid")
                .filter(setsid -> Files.isExecutable(Path.of(setsid)))
                .limit(1)
                .toList();
    }
}
