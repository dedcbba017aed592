package dev.millrace.training.learn.judge;

import dev.millrace.training.learn.Warning;
import dev.millrace.training.learn.graph.FeaturePlan;
import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.rows.RawColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds features that are the label in other words; as a rule, nobody knows them yet when a prediction is wanted. */
public final class LabelLeaks {

    private static final String CODE = "LABEL_LEAK";

    /** Fewer rows of a class may be told from the others by chance. */
    private static final int FEWEST_OF_A_CLASS = 10;

    /** A column with fewer rows a value, on average, is an identifier: its values have one label each because they are rare. */
    private static final int ROWS_A_VALUE = 10;

    private LabelLeaks() {}

    /** Features that tell the label of every training row that has them, where most have. */
    public static List<Warning> of(FeaturePlan plan, Part train, String label) {
        Labels labels = train.labels();
        int positives = labels.positives();
        if (Math.min(positives, labels.size() - positives) < FEWEST_OF_A_CLASS) {
            return List.of();
        }
        return plan.features().stream()
                .map(planned -> train.rows().column(planned.feature().name()).orElseThrow())
                .flatMap(column -> how(column, labels).stream()
                        .map(how -> new Warning(
                                CODE, column.name(), column.name() + " alone tells the label " + label + how)))
                .toList();
    }

    private static Optional<String> how(RawColumn column, Labels labels) {
        return presence(column, labels)
                .or(() -> threshold(column, labels)
                        .or(() -> values(column, labels))
                        .flatMap(how -> known(column, labels).map(known -> known + how)));
    }

    /** Whether having a value or none tells the label; ends at the first row that contradicts the one before it. */
    private static Optional<String> presence(RawColumn column, Labels labels) {
        boolean first = labels.positive(0) != column.missing(0);
        for (int row = 1; row < labels.size(); row++) {
            if ((labels.positive(row) != column.missing(row)) != first) {
                return Optional.empty();
            }
        }
        String other = labels.classes().get(first ? 0 : 1);
        return Optional.of(": it is missing exactly where that is " + other);
    }

    /** How many rows have a value; empty where too few have to call the column a copy. */
    private static Optional<String> known(RawColumn column, Labels labels) {
        int[] present = new int[2];
        for (int row = 0; row < labels.size(); row++) {
            present[labels.positive(row) ? 1 : 0] += column.missing(row) ? 0 : 1;
        }
        int rows = present[0] + present[1];
        return Math.min(present[0], present[1]) < FEWEST_OF_A_CLASS || rows * 2 < labels.size()
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
                int of = labels.positive(row) ? 1 : 0;
                least[of] = Math.min(least[of], column.numbers()[row]);
                most[of] = Math.max(most[of], column.numbers()[row]);
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
        Map<Object, Boolean> seen = new HashMap<>();
        for (int row = 0; row < labels.size(); row++) {
            if (!column.missing(row)) {
                Object value = column.isText() ? column.texts()[row] : (Object) (column.numbers()[row] + 0.0);
                boolean positive = labels.positive(row);
                Boolean before = seen.putIfAbsent(value, positive);
                if ((before != null && before != positive) || seen.size() > most) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of("each of its %d values has one label only".formatted(seen.size()));
    }
}
