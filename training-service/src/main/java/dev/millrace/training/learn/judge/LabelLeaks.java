package dev.millrace.training.learn.judge;

import dev.millrace.training.learn.Warning;
import dev.millrace.training.learn.graph.FeaturePlan;
import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.rows.RawColumn;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds features that are the label in other words; as a rule, nobody knows them yet when a prediction is wanted. */
public final class LabelLeaks {

    private static final String CODE = "LABEL_LEAK";

    /** Fewer rows of a class may be told from the others by chance. */
    private static final int FEWEST_OF_A_CLASS = 10;

    /** A column with fewer rows a value, on average, is an identifier: its values have one label each because they are rare. */
    private static final int ROWS_A_VALUE = 10;

    /** A correlation this near to 1 or -1 is one; what is beyond is rounding. */
    private static final double ALMOST = 1e-9;

    private LabelLeaks() {}

    /** Features that tell the label of every training row that has them, where most have. */
    public static List<Warning> of(FeaturePlan plan, Part train, String label) {
        var labels = train.labels();
        boolean few = labels.classes().isEmpty()
                ? labels.size() < FEWEST_OF_A_CLASS
                : Arrays.stream(labels.counts()).anyMatch(rows -> rows < FEWEST_OF_A_CLASS);
        if (few) {
            return List.of();
        }
        return plan.features().parallelStream()
                .map(planned -> train.rows().column(planned.feature().name()).orElseThrow())
                .flatMap(column -> how(column, labels).stream()
                        .map(how -> new Warning(
                                CODE, column.name(), column.name() + " alone tells the label " + label + how)))
                .toList();
    }

    private static Optional<String> how(RawColumn column, Labels labels) {
        return switch (labels.task()) {
            case BINARY ->
                presence(column, labels)
                        .or(() -> threshold(column, labels)
                                .or(() -> values(column, labels))
                                .flatMap(how -> known(column, labels).map(known -> known + how)));
            case MULTICLASS ->
                values(column, labels).flatMap(how -> known(column, labels).map(known -> known + how));
            case REGRESSION -> straightLine(column, labels);
        };
    }

    /** Whether the label is the column but for a factor and a constant, known in most rows. */
    private static Optional<String> straightLine(RawColumn column, Labels labels) {
        if (column.isText()) {
            return Optional.empty();
        }
        int[] present = IntStream.range(0, labels.size())
                .filter(row -> !column.missing(row))
                .toArray();
        double correlation = correlation(column.numbers(), labels.values(), present);
        return present.length * 2 >= labels.size() && Math.abs(correlation) > 1 - ALMOST
                ? Optional.of(": it is that but for a factor and a constant")
                : Optional.empty();
    }

    private static double correlation(double[] left, double[] right, int[] rows) {
        double meanLeft =
                IntStream.of(rows).mapToDouble(row -> left[row]).average().orElse(0);
        double meanRight =
                IntStream.of(rows).mapToDouble(row -> right[row]).average().orElse(0);
        double squaresLeft = 0;
        double squaresRight = 0;
        double products = 0;
        for (int row : rows) {
            double a = left[row] - meanLeft;
            double b = right[row] - meanRight;
            squaresLeft += a * a;
            squaresRight += b * b;
            products += a * b;
        }
        return products / Math.sqrt(squaresLeft * squaresRight);
    }

    /** Whether having a value or none tells the label; ends at the first row that contradicts the one before it. */
    private static Optional<String> presence(RawColumn column, Labels labels) {
        boolean first = positive(labels, 0) != column.missing(0);
        for (int row = 1; row < labels.size(); row++) {
            if ((positive(labels, row) != column.missing(row)) != first) {
                return Optional.empty();
            }
        }
        var other = labels.classes().get(first ? 0 : 1);
        return Optional.of(": it is missing exactly where that is " + other);
    }

    private static boolean positive(Labels labels, int row) {
        return labels.value(row) == 1;
    }

    /** How many rows have a value; empty where too few have to call the column a copy. */
    private static Optional<String> known(RawColumn column, Labels labels) {
        int[] present = new int[labels.classes().size()];
        for (int row = 0; row < labels.size(); row++) {
            present[(int) labels.value(row)] += column.missing(row) ? 0 : 1;
        }
        int rows = IntStream.of(present).sum();
        boolean few = IntStream.of(present).anyMatch(of -> of < FEWEST_OF_A_CLASS);
        return few || rows * 2 < labels.size()
                ? Optional.empty()
                : Optional.of(", known in %d of %d training rows: ".formatted(rows, labels.size()));
    }

    /** Ends at the first row that lies among those of the other class, in most columns one of the first rows. */
    private static Optional<String> threshold(RawColumn column, Labels labels) {
        if (column.isText()) {
            return Optional.empty();
        }
        double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] most = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int row = 0; row < labels.size(); row++) {
            if (!column.missing(row)) {
                int of = positive(labels, row) ? 1 : 0;
                least[of] = Math.min(least[of], column.number(row));
                most[of] = Math.max(most[of], column.number(row));
                if (most[0] >= least[1] && most[1] >= least[0]) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of("a threshold separates the classes, its AUC is " + (most[0] < least[1] ? 1 : 0));
    }

    /** Ends at the first value that is seen with both labels, or when there are too many. */
    private static Optional<String> values(RawColumn column, Labels labels) {
        int most = labels.size() / ROWS_A_VALUE;
        var seen = new HashMap<Object, Double>();
        for (int row = 0; row < labels.size(); row++) {
            if (!column.missing(row)) {
                var value = column.isText() ? column.text(row) : (Object) (column.number(row) + 0.0);
                double label = labels.value(row);
                var before = seen.putIfAbsent(value, label);
                if ((before != null && before != label) || seen.size() > most) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of("each of its %d values has one label only".formatted(seen.size()));
    }
}
