package dev.millrace.training.learn.rows;

import dev.millrace.training.learn.UnlearnableException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Two classes and which of them each row has. The second one is what scores are about: true, the larger number, the later
 * text.
 */
public final class Labels {

    private static final int CLASSES = 2;

    private final List<String> classes;
    private final int[] values;

    private Labels(List<String> classes, int[] values) {
        this.classes = classes;
        this.values = values;
    }

    /** Indices of the rows that have a label. */
    public static int[] labelled(RawColumn column) {
        int length = column.isText() ? column.texts().length : column.numbers().length;
        return IntStream.range(0, length).filter(row -> !column.missing(row)).toArray();
    }

    /** @throws UnlearnableException unless there are exactly two classes */
    public static Labels of(RawColumn column) {
        List<String> classes = column.isText() ? textClasses(column) : numberClasses(column);
        int length = column.isText() ? column.texts().length : column.numbers().length;
        int[] values = new int[length];
        for (int row = 0; row < length; row++) {
            values[row] = column.category(row).equals(classes.get(1)) ? 1 : 0;
        }
        return new Labels(classes, values);
    }

    private Labels(Labels all, int[] rows) {
        this(all.classes, IntStream.of(rows).map(row -> all.values[row]).toArray());
    }

    public Labels select(int[] rows) {
        return new Labels(this, rows);
    }

    /** Booleans are named 0 and 1. */
    public List<String> classes() {
        return classes;
    }

    public int size() {
        return values.length;
    }

    public boolean positive(int row) {
        return values[row] == 1;
    }

    public int positives() {
        return IntStream.of(values).sum();
    }

    private static List<String> textClasses(RawColumn column) {
        TreeSet<String> seen = new TreeSet<>();
        for (String value : column.texts()) {
            seen.add(value);
            refuseMore(column, seen.size());
        }
        return checked(column, List.copyOf(seen));
    }

    private static List<String> numberClasses(RawColumn column) {
        TreeSet<Double> seen = new TreeSet<>();
        for (double value : column.numbers()) {
            seen.add(value + 0.0);
            refuseMore(column, seen.size());
        }
        return checked(
                column, seen.stream().map(dev.millrace.models.Binning::category).toList());
    }

    private static void refuseMore(RawColumn column, int classes) {
        if (classes > CLASSES) {
            throw new UnlearnableException(
                    "TASK_UNSUPPORTED",
                    "label " + column.name() + " has more than two values; two classes can be learned");
        }
    }

    private static List<String> checked(RawColumn column, List<String> classes) {
        if (classes.isEmpty()) {
            throw new UnlearnableException("LABEL_EMPTY", "no row has a label in " + column.name());
        }
        if (classes.size() < CLASSES) {
            throw new UnlearnableException(
                    "LABEL_CONSTANT", "label " + column.name() + " is " + classes.getFirst() + " in every row");
        }
        return classes;
    }
}
