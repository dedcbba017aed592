package dev.millrace.monitoring.drift.watch;

import dev.millrace.messaging.ReadModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judged windows in memory. */
public final class MemoryWindows implements JudgedWindows {

    private final List<JudgedWindow> windows = new ArrayList<>();

    @Override
    public ReadModel row(String watch, JudgedWindow window) {
        windows.addFirst(window);
        return ReadModel.of(window);
    }

    @Override
    public List<JudgedWindow> newest(String watch, int limit) {
        return windows.stream().limit(limit).toList();
    }

    @Override
    public List<JudgedWindow> ended(String watch, @Nullable Instant until, int limit) {
        return windows.stream()
                .filter(window -> until == null || !window.extent().to().isAfter(until))
                .sorted(Comparator.comparing(
                                (JudgedWindow window) -> window.extent().to())
                        .reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public List<JudgedWindow> find(String watch, List<Key> keys) {
        return windows.stream()
                .filter(window -> keys.contains(new Key(window.generation(), window.number())))
                .toList();
    }
}
