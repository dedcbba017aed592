package dev.millrace.training.learn.judge;

import dev.millrace.models.Baseline;
import dev.millrace.models.Binning;
import dev.millrace.models.ReconstructionError;
import dev.millrace.models.Together;
import dev.millrace.training.learn.rows.Clusters;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.Table;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Freezes how columns belong together: principal components of the training rows, and the reconstruction errors of rows that these were not
 * fitted on, because errors of the fitted ones are shorter. NannyML's data reconstruction with PCA, with more of the variance than its 65 %.
 */
public final class TogetherOfRows {

    /** The less is left of the variance, the more stands out what columns that no longer belong together add to it; docs/monitoring.md has figures. */
    private static final double KEPT = 0.85;

    private static final int MOST_COLUMNS = 20;
    private static final int MOST_ROWS = 50_000;

    private TogetherOfRows() {}

    /**
     * The baseline with that part, or as it is where fewer than two of its columns vary.
     *
     * @param learned names of the columns that are learned from
     * @param fitted the training rows; of very many, so many lying evenly among them are taken
     * @param unseen the others, whose errors are counted as so many independent ones as they are worth
     */
    public static Baseline in(Baseline baseline, Collection<String> learned, Table fitted, UnseenRows unseen) {
        var columns = baseline.columns();
        if (columns.stream().anyMatch(column -> column.name().equals(Together.NAME))) {
            return baseline;
        }
        // The last one is the prediction, and a feature may have its name.
        var features = columns.subList(0, columns.size() - 1);
        int[] rows = evenly(fitted.rows());
        var standardized = features.stream()
                .filter(column -> learned.contains(column.name()) && saysWhich(column))
                .sorted(Comparator.comparingDouble(Baseline.Column::importance).reversed())
                .limit(MOST_COLUMNS)
                .flatMap(column ->
                        StandardizedColumn.of(
                                column, fitted.column(column.name()).orElseThrow(), rows)
                                .stream())
                .toList();
        if (standardized.size() < 2) {
            return baseline;
        }
        var scaled = standardized.stream().map(StandardizedColumn::scaled).toList();
        var components = PrincipalComponents.of(
                standardized.stream().map(StandardizedColumn::values).toArray(double[][]::new), KEPT);
        if (components.isEmpty()) {
            return baseline;
        }
        var error = new ReconstructionError(features, scaled, components);
        double[] errors = unseen.parts().stream()
                .flatMapToDouble(table -> errors(error, features, scaled, table))
                .toArray();
        var frozen = BaselineOfRows.numbers(RawColumn.numbers(Together.NAME, RawColumn.Kind.NUMBER, false, errors), 0);
        double worth = taken(unseen).worth(1, place -> errors[place]);
        return new Baseline(
                baseline.rows(),
                columns,
                new Together(scaled, components, frozen.withCounts(UnseenRows.counted(frozen.counts(), worth))));
    }

    /** The clusters of the rows whose errors are counted. */
    private static Clusters taken(UnseenRows unseen) {
        var rows = IntStream.builder();
        int before = 0;
        for (var table : unseen.parts()) {
            for (int row : evenly(table.rows())) {
                rows.add(before + row);
            }
            before += table.rows();
        }
        return unseen.clusters().select(rows.build().toArray());
    }

    /** Whether most of its rows are in a bin that says which value they have, and not only that it is a rare one. */
    private static boolean saysWhich(Baseline.Column column) {
        var counts = column.counts();
        int categories = column.categories().size();
        long named = counts.subList(0, categories).stream()
                .mapToLong(Long::longValue)
                .sum();
        return column.kind() == Baseline.Column.Kind.NUMBER || named > counts.get(categories);
    }

    private static int[] evenly(int rows) {
        int taken = Math.min(rows, MOST_ROWS);
        return IntStream.range(0, taken)
                .map(row -> (int) ((long) row * rows / taken))
                .toArray();
    }

    private static DoubleStream errors(
            ReconstructionError error, List<Baseline.Column> features, List<Together.Scaled> scaled, Table table) {
        var used = scaled.stream().map(Together.Scaled::column).toList();
        var values = features.stream()
                .map(column -> used.contains(column.name())
                        ? table.column(column.name()).orElseThrow()
                        : null)
                .toList();
        var binnings = features.stream().map(Binning::of).toList();
        return Arrays.stream(evenly(table.rows())).mapToDouble(row -> {
            int[] bins = new int[features.size()];
            Arrays.setAll(bins, place -> bin(values.get(place), features.get(place), binnings.get(place), row));
            return error.of(bins, place -> number(values.get(place), row));
        });
    }

    /** Of a category; numbers stand for themselves. */
    private static int bin(@Nullable RawColumn column, Baseline.Column frozen, Binning binning, int row) {
        return column == null || frozen.kind() == Baseline.Column.Kind.NUMBER
                ? binning.missing()
                : binning.bin(column.category(row));
    }

    private static double number(@Nullable RawColumn column, int row) {
        return column == null ? Double.NaN : column.number(row);
    }
}
