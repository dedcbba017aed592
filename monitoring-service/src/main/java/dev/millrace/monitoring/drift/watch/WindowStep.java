package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.rule.ColumnVerdict;
import dev.millrace.monitoring.ServingRole;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Windows in a row of one generation, as they are kept when they are old. Steps are added up to longer steps, so it does not matter which
 * were added up first.
 *
 * @param level 0 for a single window; each level is of ten times, or a hundred times, as many windows as the one before
 * @param position of the step among those of its generation and level, of a single window its number
 * @param from when the first of its rows was answered
 * @param to when the last of its rows was answered
 * @param windows how many, judged or not
 * @param rows of all of them
 * @param levels how many windows were judged to be of each level by themselves
 * @param columns of values that were judged, those that moved most first
 */
public record WindowStep(
        int level,
        long position,
        int version,
        ServingRole role,
        long generation,
        Instant from,
        Instant to,
        long windows,
        long rows,
        Levels levels,
        List<Column> columns) {

    /** Columns that are kept with a step. */
    static final int MOST_COLUMNS = JudgedWindow.Findings.MOST_COLUMNS;

    public WindowStep {
        columns = List.copyOf(columns);
    }

    /** Windows of each level; the others had too few rows. */
    public record Levels(long none, long possible, long drift) {

        private Levels plus(Levels other) {
            return new Levels(none + other.none, possible + other.possible, drift + other.drift);
        }

        private static Levels of(JudgedWindow window) {
            if (!window.extent().isEnough()) {
                return new Levels(0, 0, 0);
            }
            return switch (window.findings().verdict().level()) {
                case NONE -> new Levels(1, 0, 0);
                case POSSIBLE -> new Levels(0, 1, 0);
                case DRIFT -> new Levels(0, 0, 1);
            };
        }
    }

    /**
     * A column in these windows.
     *
     * @param test what it was judged by
     * @param windows that it was judged in
     * @param drifted how many of these it drifted in
     * @param meanEffect of these windows
     * @param greatestEffect of these windows
     * @param counts rows of all of them in each bin that was tested
     */
    public record Column(
            String column,
            String test,
            long windows,
            long drifted,
            double meanEffect,
            double greatestEffect,
            List<Long> counts) {

        public Column {
            counts = List.copyOf(counts);
        }

        private static Column of(ColumnVerdict verdict) {
            double effect = verdict.shift().effect();
            return new Column(
                    verdict.column(),
                    verdict.significance().test(),
                    1,
                    verdict.drifted() ? 1 : 0,
                    effect,
                    effect,
                    verdict.counts());
        }

        private Column plus(Column other) {
            long all = windows + other.windows;
            return new Column(
                    column,
                    test,
                    all,
                    drifted + other.drifted,
                    (meanEffect * windows + other.meanEffect * other.windows) / all,
                    Math.max(greatestEffect, other.greatestEffect),
                    IntStream.range(0, counts.size())
                            .mapToObj(bin -> counts.get(bin) + other.counts.get(bin))
                            .toList());
        }

        Column withoutCounts() {
            return new Column(column, test, windows, drifted, meanEffect, greatestEffect, List.of());
        }
    }

    /** A single window. */
    public static WindowStep of(JudgedWindow window) {
        return new WindowStep(
                0,
                window.number(),
                window.version(),
                window.role(),
                window.generation(),
                window.extent().from(),
                window.extent().to(),
                1,
                window.extent().rows(),
                Levels.of(window),
                window.findings().verdict().columns().stream().map(Column::of).toList());
    }

    /**
     * Steps of one generation as a longer one.
     *
     * @param steps one at least
     */
    static WindowStep of(List<WindowStep> steps, int level, long position) {
        var first = steps.getFirst();
        var columns = new LinkedHashMap<String, Column>();
        steps.stream()
                .flatMap(step -> step.columns.stream())
                .forEach(column -> columns.merge(column.column() + "\n" + column.test(), column, Column::plus));
        return new WindowStep(
                level,
                position,
                first.version,
                first.role,
                first.generation,
                steps.stream()
                        .map(WindowStep::from)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                steps.stream()
                        .map(WindowStep::to)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                steps.stream().mapToLong(WindowStep::windows).sum(),
                steps.stream().mapToLong(WindowStep::rows).sum(),
                steps.stream().map(WindowStep::levels).reduce(new Levels(0, 0, 0), Levels::plus),
                most(columns));
    }

    private static List<Column> most(Map<String, Column> columns) {
        return columns.values().stream()
                .sorted(Comparator.comparingLong(Column::drifted)
                        .thenComparingDouble(Column::meanEffect)
                        .reversed())
                .limit(MOST_COLUMNS)
                .toList();
    }

    public WindowStep withoutCounts() {
        return new WindowStep(
                level,
                position,
                version,
                role,
                generation,
                from,
                to,
                windows,
                rows,
                levels,
                columns.stream().map(Column::withoutCounts).toList());
    }
}
