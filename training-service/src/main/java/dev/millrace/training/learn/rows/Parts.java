package dev.millrace.training.learn.rows;

import dev.millrace.pipelines.PipelineSpec.Split;
import dev.millrace.training.learn.UnlearnableException;
import java.util.Comparator;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which rows train, which choose, and which judge: indices into the table, ascending except by time. */
public final class Parts {

    private final int[] train;
    private final int[] validation;
    private final int[] test;

    private Parts(int[] train, int[] validation, int[] test) {
        this.train = train;
        this.validation = validation;
        this.test = test;
    }

    /**
     * Splits the rows.
     *
     * @param hashes of the rows, {@link RowHashes}; equal rows never part when split by hash
     */
    public static Parts of(Table table, long[] hashes, Split split) {
        return switch (split.by()) {
            case HASH -> byFraction(table.rows(), split, row -> RowHashes.fraction(hashes[row], split.seed()));
            case RANDOM -> {
                Random random = new Random(split.seed());
                double[] fractions = random.doubles(table.rows()).toArray();
                yield byFraction(table.rows(), split, row -> fractions[row]);
            }
            case TIME -> byTime(table, split);
        };
    }

    public int[] train() {
        return train.clone();
    }

    public int[] validation() {
        return validation.clone();
    }

    public int[] test() {
        return test.clone();
    }

    private static Parts byFraction(int rows, Split split, IntToDoubleFunction fraction) {
        double second = split.train() + split.validation();
        return new Parts(
                IntStream.range(0, rows)
                        .filter(row -> fraction.applyAsDouble(row) < split.train())
                        .toArray(),
                IntStream.range(0, rows)
                        .filter(row ->
                                fraction.applyAsDouble(row) >= split.train() && fraction.applyAsDouble(row) < second)
                        .toArray(),
                IntStream.range(0, rows)
                        .filter(row -> fraction.applyAsDouble(row) >= second)
                        .toArray());
    }

    /** Rows without a time count as the oldest. */
    private static Parts byTime(Table table, Split split) {
        RawColumn time = time(table, split.column());
        Comparator<Integer> order = time.isText()
                ? Comparator.comparing(row -> time.texts()[row])
                : Comparator.comparingDouble(row -> time.missing(row) ? Double.NEGATIVE_INFINITY : time.numbers()[row]);
        int[] sorted = IntStream.range(0, table.rows())
                .boxed()
                .sorted(order)
                .mapToInt(Integer::intValue)
                .toArray();
        int first = (int) Math.round(sorted.length * split.train());
        int second = (int) Math.round(sorted.length * (split.train() + split.validation()));
        return new Parts(
                IntStream.of(sorted).limit(first).toArray(),
                IntStream.of(sorted).skip(first).limit(second - first).toArray(),
                IntStream.of(sorted).skip(second).toArray());
    }

    private static RawColumn time(Table table, @Nullable String name) {
        if (name == null) {
            throw new UnlearnableException("SPLIT_COLUMN_MISSING", "a split by time needs a column");
        }
        RawColumn time = table.column(name)
                .orElseThrow(() -> new UnlearnableException(
                        "SPLIT_COLUMN_MISSING", "the data have no column " + name + " to split by"));
        return switch (time.kind()) {
            case TIME, NUMBER -> time;
            case TEXT, BOOLEAN ->
                throw new UnlearnableException(
                        "SPLIT_COLUMN_TYPE",
                        "column " + name + " has no order in time: it is neither a date or time nor a number");
        };
    }
}
