package dev.millrace.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The programs of one home: starts what is missing, stops what was started here, and nothing else. */
public final class Stack {

    private static final Duration START_PATIENCE = Duration.ofMinutes(2);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(25);
    private static final Duration RECORDING_PATIENCE = Duration.ofMinutes(10);
    private static final int LOOKED_AT = 500;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Set<Part> FOUNDATION = EnumSet.of(Part.DOCUMENTS, Part.KAFKA);

    private final Layout layout;
    private final Programs programs;
    private final Readiness readiness;
    private boolean goingDown;

    public Stack(Layout layout) {
        this.layout = layout;
        programs = new Programs(layout);
        readiness = new Readiness(layout);
    }

    /** Starts what does not run and returns when everything is ready. */
    public void up(Consumer<Part> onReady) {
        start(Set.of(), onReady);
    }

    /** The same; some processes write their caches of loaded classes when they end. */
    void upRecording(Set<Part> recorded) {
        start(recorded, part -> {});
    }

    private void start(Set<Part> recorded, Consumer<Part> onReady) {
        var missing = Arrays.stream(Part.values()).filter(part -> !runs(part)).toList();
        var commands = missing.stream().map(programs::of).toList();
        complainIfImpossible();
        var recording = !recorded.isEmpty();
        var patience = recording ? RECORDING_PATIENCE : START_PATIENCE;
        locked(() -> {
            Tokens.prepare(layout);
            var launcher = new Launcher(layout, recorded);
            var launched = EnumSet.noneOf(Part.class);
            Consumer<Program> launch = program -> {
                launch(launcher, program);
                launched.add(program.part());
            };
            // One that was killed just now may still have been there when what is missing was counted.
            Predicate<Part> revive = part -> {
                if (launched.contains(part)) {
                    return false;
                }
                launch.accept(programs.of(part));
                return true;
            };
            commands.stream().filter(program -> !program.part().service()).forEach(launch);
            await(recording ? EnumSet.range(Part.DOCUMENTS, Part.SCHEMAS) : FOUNDATION, patience, onReady, revive);
            commands.stream().filter(program -> program.part().service()).forEach(launch);
            await(EnumSet.complementOf(EnumSet.copyOf(FOUNDATION)), patience, onReady, revive);
        });
    }

    /** Not once somebody has said {@link #down} meanwhile: nobody would stop this one. */
    private synchronized void launch(Launcher launcher, Program program) {
        if (goingDown) {
            throw new Complaint("stopped while starting");
        }
        launcher.launch(program);
    }

    /** Says in one line why the missing parts cannot be started here, if they cannot. */
    public void complainIfImpossible() {
        var missing = Arrays.stream(Part.values()).filter(part -> !runs(part)).toList();
        Stream.of(
                        missing.stream().flatMap(part -> Machine.ports(layout, part).stream()),
                        Machine.memory(missing.size()).stream(),
                        Machine.disk(layout.home()).stream())
                .flatMap(problem -> problem)
                .findFirst()
                .ifPresent(problem -> {
                    throw new Complaint(problem);
                });
    }

    /** Two commands that start the same part at the same time would start it twice. */
    private void locked(Runnable work) {
        var file = layout.home().resolve("run").resolve("lock");
        try {
            Files.createDirectories(file.getParent());
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

    private void await(Collection<Part> parts, Duration patience, Consumer<Part> onReady, Predicate<Part> revive) {
        var waiting = EnumSet.copyOf(parts);
        var end = System.nanoTime() + patience.toNanos();
        while (!waiting.isEmpty()) {
            for (Part part : List.copyOf(waiting)) {
                if (readiness.of(part)) {
                    waiting.remove(part);
                    onReady.accept(part);
                } else if (!runs(part) && !revive.test(part)) {
                    throw new Complaint(
                            part.label() + " ended while starting: " + lastLine(part) + "; see " + layout.log(part));
                }
            }
            if (System.nanoTime() > end) {
                throw new Complaint(
                        "not ready after " + patience.toSeconds() + " s: " + labels(waiting) + "; see ./millrace logs");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private String lastLine(Part part) {
        try {
            var lines = new LogFile(layout.log(part)).last(LOOKED_AT);
            return lines.stream()
                    .filter(line -> line.contains("ERROR") || line.contains("Exception"))
                    .reduce((a, b) -> b)
                    .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
        } catch (IOException e) {
            return "it left no log";
        }
    }

    private static String labels(Collection<Part> parts) {
        return parts.stream().map(Part::label).collect(Collectors.joining(", "));
    }

    boolean runs(Part part) {
        return new PidFile(layout.pidFile(part)).process().isPresent();
    }

    /** Stops the services, then what they stand on; returns what was running. */
    public List<Part> down() {
        goDown();
        var running = Arrays.stream(Part.values()).filter(this::runs).toList();
        stop(running.stream().filter(Part::service).toList(), STOP_PATIENCE);
        stop(running.stream().filter(part -> !part.service()).toList(), STOP_PATIENCE);
        return running;
    }

    /** Ends everything at once and lets nothing finish its work. */
    void abandon() {
        goDown();
        stop(Arrays.asList(Part.values()), Duration.ZERO);
    }

    private synchronized void goDown() {
        goingDown = true;
    }

    /** Two at a time: a process that writes its cache takes much memory. */
    void downRecording() {
        var last = Arrays.asList(Part.values()).reversed();
        for (int i = 0; i < last.size(); i += 2) {
            stop(last.subList(i, Math.min(i + 2, last.size())), RECORDING_PATIENCE);
        }
    }

    private void stop(List<Part> parts, Duration patience) {
        var processes = parts.stream()
                .flatMap(part -> new PidFile(layout.pidFile(part)).process().stream())
                .toList();
        processes.forEach(ProcessHandle::destroy);
        var end = System.nanoTime() + patience.toNanos();
        while (processes.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        processes.forEach(ProcessHandle::destroyForcibly);
        parts.forEach(part -> new PidFile(layout.pidFile(part)).delete());
    }

    /** Every part as it is at this moment. */
    public List<PartState> state() {
        return Arrays.stream(Part.values()).parallel().map(this::state).toList();
    }

    private PartState state(Part part) {
        return new PidFile(layout.pidFile(part))
                .process()
                .map(process -> new PartState(
                        part.label(),
                        process.pid(),
                        layout.port(part),
                        readiness.of(part),
                        boxed(Machine.residentMemory(process.pid())),
                        boxed(Machine.proportionalMemory(process.pid()))))
                .orElseGet(() -> new PartState(part.label(), null, layout.port(part), false, null, null));
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
