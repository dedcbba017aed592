package dev.millrace.training.learn.rows;

import dev.millrace.models.Binning;
import dev.millrace.models.EpochSeconds;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One raw column in memory; a missing number is NaN, a missing text is empty, as in the graph's inputs. Infinite numbers and
 * those beyond {@link #LARGEST} count as missing, here as in the graph. A selection of rows shares the values with the whole.
 */
public final class RawColumn {

    /** What a column holds; TIME is text in ISO 8601, and a number beside it. */
    public enum Kind {
        NUMBER,
        BOOLEAN,
        TEXT,
        TIME
    }

    /** Larger numbers do not fit a 32-bit float, or would not once they are centred. */
    public static final double LARGEST = 1e38;

    private static final Numbers NO_NUMBERS = new Numbers(0);

    private final String name;
    private final Kind kind;
    private final boolean derived;
    private final Numbers numbers;
    private final String[] texts;
    private final int @Nullable [] rows;

    /** @param rows places of the column's rows among the values; null for all values */
    private RawColumn(String name, Kind kind, boolean derived, Numbers numbers, String[] texts, int @Nullable [] rows) {
        this.name = name;
        this.kind = kind;
        this.derived = derived;
        this.numbers = numbers;
        this.texts = texts;
        this.rows = rows;
    }

    public static RawColumn numbers(String name, Kind kind, boolean derived, double[] values) {
        return numbers(name, kind, derived, Numbers.of(values));
    }

    static RawColumn numbers(String name, Kind kind, boolean derived, Numbers values) {
        return new RawColumn(name, kind, derived, values, new String[0], null);
    }

    public static RawColumn texts(String name, Kind kind, String[] values) {
        return new RawColumn(name, kind, false, NO_NUMBERS, values, null);
    }

    /** Dates and times; what is none is missing. */
    public static RawColumn times(String name, String[] values) {
        var seconds = new Numbers(values.length);
        for (int row = 0; row < values.length; row++) {
            if (!values[row].isEmpty()) {
                seconds.set(row, EpochSeconds.of(values[row]).orElse(Double.NaN));
            }
        }
        return new RawColumn(name, Kind.TIME, false, seconds, values, null);
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the specification made it; a request has no such column. */
    public boolean derived() {
        return derived;
    }

    public boolean isText() {
        return kind == Kind.TEXT || kind == Kind.TIME;
    }

    public int size() {
        if (rows != null) {
            return rows.length;
        }
        return isText() ? texts.length : numbers.size();
    }

    /** Of a time, seconds as {@link EpochSeconds} counts them. */
    public double number(int row) {
        return numbers.get(place(row));
    }

    public String text(int row) {
        return texts[place(row)];
    }

    /** A copy of all numbers. */
    public double[] numbers() {
        return numbers(0, size());
    }

    /** A copy of the numbers of some rows. */
    double[] numbers(int from, int to) {
        double[] copy = new double[to - from];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = number(from + i);
        }
        return copy;
    }

    /** A copy of all texts. */
    public String[] texts() {
        return texts(0, size());
    }

    /** A copy of the texts of some rows. */
    String[] texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(this::text).toArray(String[]::new);
    }

    /** The numbers that are not missing, in ascending order. */
    public double[] sortedNumbers() {
        return sortedNumbers(size());
    }

    /** The same of so many rows, which lie evenly among all. */
    public double[] sortedNumbers(int of) {
        return numbers.areFloats() ? sortedFloats(of) : sortedDoubles(of);
    }

    private double evenly(int i, int of) {
        return number((int) ((long) i * size() / of));
    }

    /** Floats are sorted in less than half the time, and sorting is most of what planning a column takes. */
    private double[] sortedFloats(int of) {
        float[] known = new float[of];
        int count = 0;
        for (int i = 0; i < of; i++) {
            float value = (float) evenly(i, of);
            if (!Float.isNaN(value)) {
                known[count++] = value;
            }
        }
        Arrays.sort(known, 0, count);
        double[] sorted = new double[count];
        for (int i = 0; i < count; i++) {
            sorted[i] = known[i];
        }
        return sorted;
    }

    private double[] sortedDoubles(int of) {
        double[] sorted = new double[of];
        int count = 0;
        for (int i = 0; i < of; i++) {
            double value = evenly(i, of);
            if (!Double.isNaN(value)) {
                sorted[count++] = value;
            }
        }
        Arrays.sort(sorted, 0, count);
        return count < of ? Arrays.copyOf(sorted, count) : sorted;
    }

    public boolean missing(int row) {
        return kind == Kind.TEXT ? text(row).isEmpty() : Double.isNaN(number(row));
    }

    /** The value as a category is written, which is how the data write it; empty where missing. */
    public String category(int row) {
        if (missing(row)) {
            return "";
        }
        return isText() ? text(row) : category(number(row));
    }

    /** How a number of this column is written as a category. */
    String category(double number) {
        return kind == Kind.BOOLEAN ? String.valueOf(number != 0) : Binning.category(number);
    }

    /** Places of the rows among the values; null where the column has all of them. */
    int @Nullable [] rows() {
        return rows;
    }

    /** The same values with other rows. */
    RawColumn at(int[] places) {
        return new RawColumn(name, kind, derived, numbers, texts, places);
    }

    private int place(int row) {
        return rows == null ? row : rows[row];
    }
}
