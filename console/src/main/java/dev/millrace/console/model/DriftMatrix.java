package dev.millrace.console.model;

import dev.millrace.console.model.MonitoringAnswers.Column;
import dev.millrace.console.model.MonitoringAnswers.Drift;
import dev.millrace.console.model.MonitoringAnswers.Window;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which columns moved in which windows. All windows are of one generation, as only they share a baseline.
 *
 * @param windows oldest first
 * @param moved columns that moved in at least one of the windows, the worst now first
 * @param still columns that did not
 */
record DriftMatrix(int version, long generation, List<Window> windows, List<Row> moved, List<Row> still) {

    private static final List<String> LEVELS = List.of("NONE", "POSSIBLE", "DRIFT");

    DriftMatrix {
        windows = List.copyOf(windows);
        moved = List.copyOf(moved);
        still = List.copyOf(still);
    }

    /**
     * One column, or how often its values are missing.
     *
     * @param cells one a window; null where the column was not judged
     */
    record Row(String column, boolean ofMissingValues, List<@Nullable Column> cells) {

        /** What it is called in addresses and on the page. */
        public String name() {
            return ofMissingValues ? column + ", missing values" : column;
        }

        /** As it was judged last. */
        public Column last() {
            return cells.stream()
                    .filter(Objects::nonNull)
                    .reduce((one, next) -> next)
                    .orElseThrow();
        }

        boolean hasMoved() {
            return cells.stream().anyMatch(cell -> cell != null && !cell.level().equals("NONE"));
        }

        /** The effect's unit. */
        public String unit() {
            return last().effectName().equals("wasserstein/sd") ? "sd" : "Jensen-Shannon";
        }
    }

    /** Of the generation that serves or, where none of its windows has closed yet, of the one before. */
    static @Nullable DriftMatrix of(Drift drift) {
        if (drift.windows().isEmpty()) {
            return null;
        }
        long generation = drift.windows().stream().anyMatch(window -> window.generation() == drift.generation())
                ? drift.generation()
                : drift.windows().getFirst().generation();
        var windows = drift.windows().stream()
                .filter(window -> window.generation() == generation)
                .sorted(Comparator.comparingLong(Window::number))
                .toList();
        var rows = rows(windows);
        return new DriftMatrix(
                windows.getLast().version(),
                generation,
                windows,
                rows.stream().filter(Row::hasMoved).toList(),
                rows.stream().filter(row -> !row.hasMoved()).toList());
    }

    private static List<Row> rows(List<Window> windows) {
        var byName = new LinkedHashMap<Map.Entry<String, Boolean>, Column>();
        windows.forEach(window -> window.verdict()
                .columns()
                .forEach(column -> byName.put(Map.entry(column.column(), column.ofMissingValues()), column)));
        return byName.keySet().stream()
                .map(key -> new Row(
                        key.getKey(),
                        key.getValue(),
                        windows.stream()
                                .map(window -> cell(window, key.getKey(), key.getValue()))
                                .collect(Collectors.toList())))
                .sorted(Comparator.comparingInt(
                                (Row row) -> LEVELS.indexOf(row.last().level()))
                        .thenComparingDouble(row -> row.last().importance() == null
                                ? 0
                                : Objects.requireNonNull(row.last().importance()))
                        .reversed())
                .toList();
    }

    private static @Nullable Column cell(Window window, String column, boolean ofMissingValues) {
        return window.verdict().columns().stream()
                .filter(one -> one.column().equals(column) && one.ofMissingValues() == ofMissingValues)
                .findFirst()
                .orElse(null);
    }

    /** The row of this name, or the first of all. */
    @Nullable
    Row row(@Nullable String name) {
        return Stream.concat(moved.stream(), still.stream())
                .filter(row -> name == null || row.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The window of this number, or the last. */
    Window window(@Nullable Long number) {
        return windows.stream()
                .filter(window -> number != null && window.number() == number)
                .findFirst()
                .orElseGet(windows::getLast);
    }
}
