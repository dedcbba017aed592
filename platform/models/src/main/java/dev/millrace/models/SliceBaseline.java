package dev.millrace.models;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The rows of a baseline that have one value in one column, counted in the bins of all rows.
 *
 * @param column a category of the baseline
 * @param value one of its categories; empty for missing values
 * @param rows of the slice
 * @param columns in the order of the baseline's
 */
public record SliceBaseline(String column, String value, long rows, List<Counted> columns) {

    /** Slices that a version has at most. */
    public static final int MOST = 10;

    /** Bins that all slices of a version have together at most: each costs eight bytes wherever slices are counted. */
    public static final int MOST_BINS = 1 << 16;

    public SliceBaseline {
        columns = List.copyOf(columns);
    }

    /**
     * One column of the slice.
     *
     * @param counts rows in each bin
     * @param mean of the non-missing numbers; 0 for categories
     * @param deviation standard deviation of the non-missing numbers (n - 1); 0 for categories
     */
    public record Counted(List<Long> counts, double mean, double deviation) {
        public Counted {
            counts = List.copyOf(counts);
        }
    }

    /** What it is called: {@code column=value}, as slices of metrics are. */
    public String name() {
        return column + "=" + value;
    }

    /**
     * The slice as a baseline of its own.
     *
     * @throws IllegalArgumentException where it has other columns or bins than the whole
     */
    public Baseline in(Baseline whole) {
        if (columns.size() != whole.columns().size()) {
            throw new IllegalArgumentException("slice %s of the baseline has %d columns and not %d"
                    .formatted(name(), columns.size(), whole.columns().size()));
        }
        return new Baseline(
                rows,
                IntStream.range(0, columns.size())
                        .mapToObj(place -> in(whole.columns().get(place), columns.get(place)))
                        .toList());
    }

    private static Baseline.Column in(Baseline.Column whole, Counted counted) {
        return new Baseline.Column(
                whole.name(),
                whole.kind(),
                whole.edges(),
                whole.means(),
                whole.categories(),
                counted.counts(),
                whole.importance(),
                counted.mean(),
                counted.deviation(),
                whole.rare());
    }

    /**
     * The bin of the slice's column that its rows are in.
     *
     * @throws IllegalArgumentException where the baseline has no such column or category
     */
    public Place place(Baseline whole) {
        var names = whole.columns().stream().map(Baseline.Column::name).toList();
        int place = names.indexOf(column);
        if (place < 0) {
            throw new IllegalArgumentException("slice %s is of no column of the baseline".formatted(name()));
        }
        var categories = whole.columns().get(place).categories();
        int missing = whole.columns().get(place).counts().size() - 1;
        int bin = value.isEmpty() ? missing : categories.indexOf(value);
        if (bin < 0 || whole.columns().get(place).kind() != Baseline.Column.Kind.CATEGORY) {
            throw new IllegalArgumentException("slice %s is of no category of the baseline".formatted(name()));
        }
        return new Place(place, bin);
    }

    /** A bin of a column, both by their numbers. */
    public record Place(int column, int bin) {}
}
