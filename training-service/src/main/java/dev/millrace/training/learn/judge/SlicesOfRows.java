package dev.millrace.training.learn.judge;

import dev.millrace.models.Baseline;
import dev.millrace.models.Binning;
import dev.millrace.models.SliceBaseline;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Counts the most frequent slices of the rows that a baseline was counted from, each in the bins of all rows, so that production can be
 * watched slice by slice.
 */
public final class SlicesOfRows {

    /** As many as a baseline needs for windows to be compared with it. */
    private static final int LEAST_ROWS = 500;

    private final Baseline whole;
    private final Sliced all;
    private final UnseenRows unseen;
    private final List<Sliced> parts;

    private SlicesOfRows(Baseline whole, Sliced all, UnseenRows unseen, List<Sliced> parts) {
        this.whole = whole;
        this.all = all;
        this.unseen = unseen;
        this.parts = parts;
    }

    /** A slice before it is counted. */
    private record Chosen(String column, String value, int bin, long rows) {}

    /** Rows with the bin of each in the columns that slice them. */
    private static final class Sliced {

        private final Table rows;
        private final Map<String, int[]> bins = new HashMap<>();

        Sliced(Table rows, List<Baseline.Column> by) {
            this.rows = rows;
            by.forEach(column -> {
                var values = rows.column(column.name()).orElseThrow();
                var binning = Binning.of(column);
                int[] each = new int[rows.rows()];
                Arrays.parallelSetAll(each, row -> binning.bin(values.category(row)));
                bins.put(column.name(), each);
            });
        }

        IntStream places(Chosen slice) {
            int[] each = Objects.requireNonNull(bins.get(slice.column()));
            return IntStream.range(0, each.length).filter(row -> each[row] == slice.bin());
        }
    }

    /**
     * The slices with the most rows, of columns that the baseline has as categories.
     *
     * @param declared columns that slices are declared by
     * @param all the rows that the baseline's features were counted in
     * @param unseen the rows that its predictions were counted in
     */
    public static List<SliceBaseline> of(Baseline whole, List<String> declared, Table all, UnseenRows unseen) {
        int bins = whole.columns().stream()
                .mapToInt(column -> column.counts().size())
                .sum();
        var by = whole.columns().stream()
                .limit(whole.columns().size() - 1L)
                .filter(column -> declared.contains(column.name()) && column.kind() == Baseline.Column.Kind.CATEGORY)
                .toList();
        var chosen = by.stream()
                .flatMap(SlicesOfRows::candidates)
                .filter(slice -> slice.rows() >= LEAST_ROWS && slice.rows() < whole.rows())
                .sorted(Comparator.comparingLong(Chosen::rows).reversed())
                .limit(Math.min(SliceBaseline.MOST, SliceBaseline.MOST_BINS / bins))
                .toList();
        if (chosen.isEmpty()) {
            return List.of();
        }
        var slices = new SlicesOfRows(
                whole,
                new Sliced(all, by),
                unseen,
                unseen.parts().stream().map(part -> new Sliced(part, by)).toList());
        return chosen.stream().map(slices::counted).toList();
    }

    private static Stream<Chosen> candidates(Baseline.Column column) {
        int missing = column.counts().size() - 1;
        var values = IntStream.range(0, column.categories().size())
                .mapToObj(bin -> new Chosen(
                        column.name(),
                        column.categories().get(bin),
                        bin,
                        column.counts().get(bin)));
        return Stream.concat(
                values,
                Stream.of(new Chosen(column.name(), "", missing, column.counts().getLast())));
    }

    private SliceBaseline counted(Chosen slice) {
        var rows = all.rows.select(all.places(slice).toArray());
        var columns = new ArrayList<>(whole.columns().subList(0, whole.columns().size() - 1).parallelStream()
                .map(column -> counted(column, rows.column(column.name()).orElseThrow(), 1))
                .toList());
        columns.add(counted(whole.columns().getLast(), unseen.answers(places(slice)), unseen.worth()));
        return new SliceBaseline(slice.column(), slice.value(), slice.rows(), columns);
    }

    /** Places among all rows that training did not see. */
    private IntStream places(Chosen slice) {
        var all = IntStream.empty();
        int before = 0;
        for (var part : parts) {
            int first = before;
            all = IntStream.concat(all, part.places(slice).map(place -> first + place));
            before += part.rows.rows();
        }
        return all;
    }

    private static SliceBaseline.Counted counted(Baseline.Column frozen, RawColumn values, double worth) {
        boolean numbers = frozen.kind() == Baseline.Column.Kind.NUMBER;
        var binning = Binning.of(frozen);
        long[] bins = new long[binning.bins()];
        for (int row = 0; row < values.size(); row++) {
            bins[numbers ? binning.bin(values.number(row)) : binning.bin(values.category(row))]++;
        }
        var spread = numbers ? BaselineOfRows.Spread.of(values) : BaselineOfRows.Spread.NONE;
        var counts = UnseenRows.counted(Arrays.stream(bins).boxed().toList(), worth);
        return new SliceBaseline.Counted(counts, spread.mean(), spread.deviation());
    }
}
