package dev.millrace.local.stack;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Launches processes where the machine allows it, and waits until they are ready. */
final class Starter {

    private static final int LOOKED_AT = 500;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Layout layout;
    private final Programs programs;
    private final Processes processes;
    private final Readiness readiness;
    private boolean goingDown;

    Starter(Layout layout, Processes processes, Readiness readiness) {
        this.layout = layout;
        this.programs = new Programs(layout);
        this.processes = processes;
        this.readiness = readiness;
    }

    /** Says in one line why these processes cannot be started here, if they cannot. */
    void complainIfImpossible(List<Replica> missing) {
        Stream.of(
                        missing.stream().flatMap(replica -> Machine.ports(layout, replica).stream()),
                        Machine.memory(missing.size()).stream(),
                        Machine.disk(layout.home()).stream())
                .flatMap(problem -> problem)
                .findFirst()
                .ifPresent(problem -> {
                    throw new Complaint(problem);
                });
    }

    /** @param recorded parts that write their caches of loaded classes when they end */
    Launches launches(Set<Part> recorded) {
        return new Launches(recorded);
    }

    /** From now on, for nobody would stop what is launched later. */
    synchronized void launchNoMore() {
        goingDown = true;
    }

    private synchronized void launch(Launcher launcher, Program program) {
        if (goingDown) {
            throw new Complaint("stopped while starting");
        }
        launcher.launch(program);
    }

    /** Launches each process once. */
    final class Launches {

        private final Launcher launcher;
        private final Set<Replica> launched = new HashSet<>();

        private Launches(Set<Part> recorded) {
            launcher = new Launcher(layout, recorded);
            Tokens.prepare(layout);
        }

        void launch(Replica replica) {
            Starter.this.launch(launcher, programs.of(replica));
            launched.add(replica);
        }

        void launchAndAwait(List<Replica> replicas, Duration patience, Consumer<Replica> onReady) {
            replicas.forEach(this::launch);
            await(replicas, patience, onReady);
        }

        void await(Collection<Replica> replicas, Duration patience, Consumer<Replica> onReady) {
            var waiting = new TreeSet<>(replicas);
            var end = System.nanoTime() + patience.toNanos();
            while (!waiting.isEmpty()) {
                for (Replica replica : List.copyOf(waiting)) {
                    if (ready(replica)) {
                        waiting.remove(replica);
                        onReady.accept(replica);
                    } else if (!processes.runs(replica) && !revive(replica)) {
                        throw new Complaint(replica.label() + " ended while starting: " + lastLine(replica) + "; see "
                                + layout.log(replica));
                    }
                }
                if (System.nanoTime() > end) {
                    throw new Complaint("not ready after " + patience.toSeconds() + " s: " + labels(waiting)
                            + "; see ./millrace logs");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }

        /** One that was killed just now may still have been there when what is missing was counted. */
        private boolean revive(Replica replica) {
            if (launched.contains(replica)) {
                return false;
            }
            launch(replica);
            return true;
        }
    }

    private boolean ready(Replica replica) {
        return readiness.of(replica, layout.replicas().ports(replica)).ready();
    }

    private String lastLine(Replica replica) {
        try {
            var lines = new LogFile(layout.log(replica)).last(LOOKED_AT);
            return lines.stream()
                    .filter(line -> line.contains("ERROR") || line.contains("Exception"))
                    .reduce((a, b) -> b)
                    .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
        } catch (IOException e) {
            return "it left no log";
        }
    }

    private static String labels(Collection<Replica> replicas) {
        return replicas.stream().map(Replica::label).collect(Collectors.joining(", "));
    }
}
