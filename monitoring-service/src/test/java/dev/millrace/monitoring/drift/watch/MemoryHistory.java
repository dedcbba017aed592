package dev.millrace.monitoring.drift.watch;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One watch's steps, in memory. */
final class MemoryHistory implements WindowHistory {

    /** Whether steps are kept and their parts are not removed any more. */
    boolean dies;

    private final TreeMap<String, WindowStep> steps = new TreeMap<>();
    private final Set<String> announced = new HashSet<>();

    private static String id(int level, long generation, long position) {
        return "%d/%019d/%019d".formatted(level, generation, position);
    }

    private static String id(WindowStep step) {
        return id(step.level(), step.generation(), step.position());
    }

    void add(JudgedWindow window) {
        var step = WindowStep.of(window);
        steps.put(id(step), step);
        if (window.ruling().announced()) {
            announced.add(id(step));
        }
    }

    /** The positions of a level's steps. */
    List<Long> at(int level) {
        return steps.values().stream()
                .filter(step -> step.level() == level)
                .map(WindowStep::position)
                .toList();
    }

    @Override
    public Optional<WindowStep> next(String watch, int level, long generation, long position) {
        return Optional.ofNullable(steps.ceilingEntry(id(level, generation, position)))
                .map(Map.Entry::getValue)
                .filter(step -> step.level() == level);
    }

    @Override
    public long count(String watch, int level) {
        return at(level).size();
    }

    @Override
    public List<WindowStep> between(String watch, int level, long generation, long from, long to) {
        return List.copyOf(steps.subMap(id(level, generation, from), id(level, generation, to))
                .values());
    }

    @Override
    public void keep(String watch, WindowStep step) {
        steps.putIfAbsent(id(step), step);
    }

    @Override
    public void remove(String watch, List<WindowStep> removed) {
        removed.stream()
                .map(MemoryHistory::id)
                .filter(id -> !dies && !announced.contains(id))
                .forEach(steps::remove);
    }

    @Override
    public List<WindowStep> newest(String watch, @Nullable Instant until, int limit) {
        return steps.values().stream()
                .filter(step -> step.level() > 0 && (until == null || !step.to().isAfter(until)))
                .sorted(Comparator.comparing(WindowStep::to).reversed())
                .limit(limit)
                .toList();
    }
}
