package dev.millrace.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The running processes of one home, found by the files that remember their ids. */
final class Processes {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String PID_FILE = ".pid";

    private final Layout layout;

    Processes(Layout layout) {
        this.layout = layout;
    }

    Optional<ProcessHandle> find(Replica replica) {
        return new PidFile(layout.pidFile(replica)).process();
    }

    boolean runs(Replica replica) {
        return find(replica).isPresent();
    }

    /** Everything that runs, whether it is still wanted or not. */
    List<Replica> running() {
        return remembered().stream().filter(this::runs).toList();
    }

    /** Everything that was started and not stopped, also what has ended by itself and may be about to start again. */
    List<Replica> remembered() {
        if (!Files.isDirectory(layout.run())) {
            return List.of();
        }
        try (var files = Files.list(layout.run())) {
            return files.map(Path::getFileName)
                    .map(Path::toString)
                    .filter(name -> name.endsWith(PID_FILE))
                    .map(name -> name.substring(0, name.length() - PID_FILE.length()))
                    .flatMap(label -> Replica.labelled(label).stream())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + layout.run(), e);
        }
    }

    int restarts(Replica replica) {
        return new PidFile(layout.pidFile(replica)).restarts();
    }

    /** Asks them to end, and ends them by force when the patience is over. */
    void stop(Collection<Replica> replicas, Duration patience) {
        var processes =
                replicas.stream().flatMap(replica -> find(replica).stream()).toList();
        processes.forEach(ProcessHandle::destroy);
        var end = System.nanoTime() + patience.toNanos();
        while (processes.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        processes.forEach(ProcessHandle::destroyForcibly);
        replicas.forEach(replica -> new PidFile(layout.pidFile(replica)).delete());
    }

    /** Two commands that start the same process at the same time would start it twice. */
    void locked(Runnable work) {
        var file = layout.run().resolve("lock");
        try {
            Files.createDirectories(layout.run());
            try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                if (channel.tryLock() == null) {
                    throw new Complaint("another millrace starts the stack in " + layout.home() + ": wait for it");
                }
                work.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }
}
