package dev.millrace.training.learn.judge;

import dev.millrace.models.Baseline;
import dev.millrace.models.Binning;
import dev.millrace.models.Outputs;
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

    private static final float[] NO_SCORES = {};

    private final Baseline whole;
    private final Outputs outputs;
    private final Sliced all;
    private final List<Sliced> unseen;

    private SlicesOfRows(Baseline whole, Outputs outputs, Sliced all, List<Sliced> unseen) {
        this.whole = whole;
        this.outputs = outputs;
        this.all = all;
        this.unseen = unseen;
    }

    /** Rows that training did not see, and the model's scores of them. */
    public static final class Unseen {

        private final Table rows;
        private final float[] scores;

        public Unseen(Table rows, float[] scores) {
            this.rows = rows;
            this.scores = scores;
        }
    }

    /** A slice before it is counted. */
    private record Chosen(String column, String value, int bin, long rows) {}

    /** Rows with the bin of each in the columns that slice them. */
    private static final class Sliced {

        private final Table rows;
        private final float[] scores;
        private final Map<String, int[]> bins = new HashMap<>();

        Sliced(Table rows, float[] scores, List<Baseline.Column> by) {
            this.rows = rows;
            this.scores = scores;
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
    public static List<SliceBaseline> of(
            Baseline whole, List<String> declared, Table all, Outputs outputs, List<Unseen> unseen) {
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
                outputs,
                new Sliced(all, NO_SCORES, by),
                unseen.stream()
                        .map(part -> new Sliced(part.rows, part.scores, by))
                        .toList());
        return chosen.stream().map(slices::counted).toList();
    }

    private static Stream<Chosen> candidates(Baseline.Column column) {
        int missing = column.categories().size() + 1;
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
                .map(column -> counted(column, rows.column(column.name()).orElseThrow()))
                .toList());
        columns.add(counted(whole.columns().getLast(), answers(slice)));
        return new SliceBaseline(slice.column(), slice.value(), slice.rows(), columns);
    }

    /** What the model answers to the slice's rows: the predicted classes where they are several; else the score of the second class or the number. */
    private RawColumn answers(Chosen slice) {
        if (whole.columns().getLast().kind() == Baseline.Column.Kind.CATEGORY) {
            var answers = unseen.stream()
                    .flatMap(part -> part.places(slice).mapToObj(row -> outputs.answer(part.scores, row)))
                    .toArray(String[]::new);
            return RawColumn.texts(Baseline.PREDICTION, RawColumn.Kind.TEXT, answers);
        }
        double[] scores = unseen.stream()
                .flatMapToDouble(part ->
                        part.places(slice).mapToDouble(row -> part.scores[(row + 1) * outputs.width() - 1]))
                .toArray();
        return RawColumn.numbers(Baseline.PREDICTION, RawColumn.Kind.NUMBER, false, scores);
    }

    private static SliceBaseline.Counted counted(Baseline.Column frozen, RawColumn values) {
        boolean numbers = frozen.kind() == Baseline.Column.Kind.NUMBER;
        var binning = Binning.of(frozen);
        long[] bins = new long[binning.bins()];
        for (int row = 0; row < values.size(); row++) {
            bins[numbers ? binning.bin(values.number(row)) : binning.bin(values.category(row))]++;
        }
        var spread = numbers ? BaselineOfRows.Spread.of(values) : BaselineOfRows.Spread.NONE;
        return new SliceBaseline.Counted(Arrays.stream(bins).boxed().toList(), spread.mean(), spread.deviation());
    }
}
