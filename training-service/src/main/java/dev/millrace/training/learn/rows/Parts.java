package dev.millrace.training.learn.rows;

import dev.millrace.pipelines.DataSpec.Split;
import dev.millrace.training.learn.UnlearnableException;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which rows train, which choose, and which judge: indices into the table, ascending except by time. */
public final class Parts {

    private final int[] train;
    private final int[] validation;
    private final int[] test;
    private final Clusters unseen;

    private Parts(int[] train, int[] validation, int[] test, Clusters unseen) {
        this.train = train;
        this.validation = validation;
        this.test = test;
        this.unseen = unseen;
    }

    /**
     * Splits the rows. Each class is divided by the shares apart, so that every part has its share of it.
     *
     * @param hashes of the rows, {@link RowHashes}; by hash, equal rows stay in one part as long as they are few
     */
    public static Parts of(Table table, long[] hashes, Labels labels, Split split) {
        if (split.by() == Split.By.TIME) {
            return byTime(table, split);
        }
        double[] fractions = fractions(table, hashes, labels, split);
        return assigned(divided(labels, split, fractions, Cut.of(split)), fractions);
    }

    /** By the order of which rows are divided; not for the split by time. */
    static double[] fractions(Table table, long[] hashes, Labels labels, Split split) {
        return switch (split.by()) {
            case HASH -> HashFractions.of(hashes, labels, split.seed());
            case RANDOM -> new Random(split.seed()).doubles(table.rows()).toArray();
            case GROUP -> groups(table, hashes, split);
            case TIME -> throw new IllegalArgumentException("time orders rows by itself");
        };
    }

    /** The part of each row: each class is divided apart; of groups, which stay together, those whose rarest class is the same. */
    static int[] divided(Labels labels, Split split, double[] fractions, Cut cut) {
        var classes = split.by() == Split.By.GROUP ? HashFractions.rarest(labels, fractions) : labels;
        int[] part = new int[labels.size()];
        for (int[] rows : HashFractions.strata(classes)) {
            double[] of = IntStream.of(rows).mapToDouble(row -> fractions[row]).toArray();
            int[] parts = cut.parts(of);
            for (int i = 0; i < rows.length; i++) {
                part[rows[i]] = parts[i];
            }
        }
        return part;
    }

    /** Rows whose group is missing are groups of their own. */
    private static double[] groups(Table table, long[] hashes, Split split) {
        var group = column(table, split.column());
        return IntStream.range(0, table.rows())
                .mapToDouble(row -> RowHashes.fraction(
                        group.missing(row) ? hashes[row] : RowHashes.text(group.category(row)), split.seed()))
                .toArray();
    }

    /**
     * @param part of each row: 0 trains, 1 chooses, 2 judges
     * @param fractions equal where rows stay together
     */
    private static Parts assigned(int[] part, double[] fractions) {
        int[] validation = rows(part, 1);
        int[] test = rows(part, 2);
        var unseen = IntStream.concat(IntStream.of(validation), IntStream.of(test));
        return new Parts(
                rows(part, 0),
                validation,
                test,
                Clusters.of(unseen.mapToDouble(row -> fractions[row]).toArray()));
    }

    private static int[] rows(int[] part, int wanted) {
        return IntStream.range(0, part.length)
                .filter(row -> part[row] == wanted)
                .toArray();
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

    /** Of the validation rows and, behind them, the test rows. */
    public Clusters unseen() {
        return unseen;
    }

    /** Rows without a time count as the oldest. */
    private static Parts byTime(Table table, Split split) {
        RawColumn time = time(table, split.column());
        Comparator<Integer> order =
                Comparator.comparingDouble(row -> time.missing(row) ? Double.NEGATIVE_INFINITY : time.number(row));
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
                IntStream.of(sorted).skip(second).toArray(),
                Clusters.alone(sorted.length - first));
    }

    private static RawColumn time(Table table, @Nullable String name) {
        var time = column(table, name);
        return switch (time.kind()) {
            case TIME, NUMBER -> time;
            case TEXT, BOOLEAN ->
                throw new UnlearnableException(
                        "SPLIT_COLUMN_TYPE",
                        "column " + name + " has no order in time: it is neither a date or time nor a number");
        };
    }

    private static RawColumn column(Table table, @Nullable String name) {
        if (name == null) {
            throw new UnlearnableException("SPLIT_COLUMN_MISSING", "this split needs a column");
        }
        return table.column(name)
                .orElseThrow(() ->
                        new UnlearnableException("COLUMN_UNKNOWN", "the data have no column " + name + " to split by"));
    }
}
