package dev.millrace.local.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The programs of one home: starts what is missing, stops what was started here, and nothing else. */
public final class Stack {

    private static final Duration START_PATIENCE = Duration.ofMinutes(2);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(25);
    private static final Duration RECORDING_PATIENCE = Duration.ofMinutes(10);
    private static final Predicate<Replica> FOUNDATION =
            replica -> replica.part() == Part.DOCUMENTS || replica.part() == Part.KAFKA;
    private static final Predicate<Replica> SERVICE = replica -> replica.part().service();
    private static final Predicate<Replica> INFRASTRUCTURE =
            replica -> replica.part().compareTo(Part.INGESTION) < 0;

    private final Layout layout;
    private final Processes processes;
    private final Readiness readiness;
    private final Starter starter;

    public Stack(Layout layout) {
        this.layout = layout;
        processes = new Processes(layout);
        readiness = new Readiness(layout);
        starter = new Starter(layout, processes, readiness);
    }

    /**
     * Starts what does not run and returns when everything is ready.
     *
     * @param counts how many replicas services shall have from now on; the others keep their numbers
     */
    public void up(Map<Part, Integer> counts, Consumer<Replica> onReady) {
        processes.locked(() -> {
            new Home(layout).claim();
            counts.forEach((part, count) -> layout.replicas().scale(part, count, Machine::free));
            processes.stop(surplus(), STOP_PATIENCE);
            start(Set.of(), onReady);
        });
    }

    /** The same; some processes write their caches of loaded classes when they end. */
    void upRecording(Set<Part> recorded) {
        processes.locked(() -> {
            start(recorded, replica -> {});
            starter.launches(recorded)
                    .launchAndAwait(List.of(Replica.first(Part.CONSOLE)), RECORDING_PATIENCE, replica -> {});
        });
    }

    /**
     * Starts the console and does not wait for it: nothing stands on it.
     *
     * @return why it was left out, where it was
     */
    public Optional<String> launchConsole() {
        var console = Replica.first(Part.CONSOLE);
        var problem = new ArrayList<String>();
        processes.locked(() -> {
            if (!processes.runs(console)) {
                Machine.ports(layout, console).ifPresent(problem::add);
                if (problem.isEmpty()) {
                    starter.launches(Set.of()).launch(console);
                }
            }
        });
        return problem.stream().findFirst();
    }

    /** Whether the console runs, ready or not. */
    public boolean hasConsole() {
        return processes.runs(Replica.first(Part.CONSOLE));
    }

    /** What {@link #scale} did. */
    public record Scaling(boolean running, List<Replica> started, List<Replica> stopped) {
        public Scaling {
            started = List.copyOf(started);
            stopped = List.copyOf(stopped);
        }
    }

    /** Gives a service so many replicas, now where the stack runs, and at every {@link #up}. */
    public Scaling scale(Part part, int count, Consumer<Replica> onReady) {
        var done = new Scaling[1];
        processes.locked(() -> done[0] = scaleLocked(part, count, onReady));
        return done[0];
    }

    private Scaling scaleLocked(Part part, int count, Consumer<Replica> onReady) {
        var before = layout.replicas();
        layout.replicas().scale(part, count, Machine::free);
        if (processes.running().isEmpty()) {
            return new Scaling(false, List.of(), List.of());
        }
        var surplus = surplus();
        processes.stop(surplus, STOP_PATIENCE);
        var missing =
                missing().stream().filter(replica -> replica.part() == part).toList();
        try {
            starter.complainIfImpossible(missing);
        } catch (Complaint impossible) {
            layout.replicas().scale(part, before.of(part).size(), Machine::free);
            throw impossible;
        }
        starter.launches(Set.of()).launchAndAwait(missing, START_PATIENCE, onReady);
        return new Scaling(true, missing, surplus);
    }

    /** What shall run and does not. */
    List<Replica> missing() {
        return layout.replicas().all().stream()
                .filter(replica -> !processes.runs(replica))
                .toList();
    }

    /** What runs, or is about to start again, and shall not. */
    private List<Replica> surplus() {
        var wanted = new HashSet<>(layout.replicas().all());
        return processes.remembered().stream()
                .filter(replica -> replica.part() != Part.CONSOLE && !wanted.contains(replica))
                .toList();
    }

    private void start(Set<Part> recorded, Consumer<Replica> onReady) {
        layout.replicas().move(missing(), Machine::free);
        var all = layout.replicas().all();
        var missing = missing();
        starter.complainIfImpossible(missing);
        var recording = !recorded.isEmpty();
        var patience = recording ? RECORDING_PATIENCE : START_PATIENCE;
        var launches = starter.launches(recorded);
        missing.stream().filter(SERVICE.negate()).forEach(launches::launch);
        launches.await(
                all.stream().filter(recording ? SERVICE.negate() : FOUNDATION).toList(), patience, onReady);
        missing.stream().filter(SERVICE).forEach(launches::launch);
        launches.await(all.stream().filter(FOUNDATION.negate()).toList(), patience, onReady);
    }

    /** Says in one line why the missing processes cannot be started here, if they cannot. */
    public void complainIfImpossible() {
        starter.complainIfImpossible(missing());
    }

    /** Stops the services, then what they stand on; returns what was running. */
    public List<Replica> down() {
        starter.launchNoMore();
        var running = processes.running();
        var remembered = processes.remembered();
        processes.stop(remembered.stream().filter(INFRASTRUCTURE.negate()).toList(), STOP_PATIENCE);
        processes.stop(remembered.stream().filter(INFRASTRUCTURE).toList(), STOP_PATIENCE);
        return running;
    }

    /** Ends everything at once and lets nothing finish its work. */
    void abandon() {
        starter.launchNoMore();
        processes.stop(processes.remembered(), Duration.ZERO);
    }

    /** Two at a time: a process that writes its cache takes much memory. */
    void downRecording() {
        var last = Arrays.stream(Part.values()).map(Replica::first).toList().reversed();
        for (int i = 0; i < last.size(); i += 2) {
            processes.stop(last.subList(i, Math.min(i + 2, last.size())), RECORDING_PATIENCE);
        }
    }

    /** Every process as it is at this moment: those that shall run and those that do. */
    public List<PartState> state() {
        var replicas = layout.replicas();
        return Stream.concat(replicas.all().stream(), processes.running().stream())
                .distinct()
                .sorted()
                .toList()
                .parallelStream()
                .map(replica -> state(replica, replicas.ports(replica)))
                .toList();
    }

    private PartState state(Replica replica, Ports ports) {
        var process = processes.find(replica);
        var health = process.map(running -> readiness.of(replica, ports));
        return new PartState(
                replica.label(),
                replica.part().label(),
                process.map(ProcessHandle::pid).orElse(null),
                ports.main(),
                health.map(Readiness.Health::ready).orElse(false),
                processes.restarts(replica),
                replica.part().service() ? health.map(Readiness.Health::trouble).orElse("") : "",
                process.map(running -> boxed(Machine.residentMemory(running.pid())))
                        .orElse(null),
                process.map(running -> boxed(Machine.proportionalMemory(running.pid())))
                        .orElse(null));
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
