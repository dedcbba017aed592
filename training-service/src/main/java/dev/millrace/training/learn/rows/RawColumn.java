package dev.millrace.training.learn.rows;

import dev.millrace.models.Binning;
import dev.millrace.models.EpochSeconds;
import java.util.Arrays;

/**
 * One raw column in memory; a missing number is NaN, a missing text is empty, as in the graph's inputs. Infinite numbers and
 * those beyond {@link #LARGEST} count as missing, here as in the graph.
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

    private final String name;
    private final Kind kind;
    private final boolean derived;
    private final double[] numbers;
    private final String[] texts;

    private RawColumn(String name, Kind kind, boolean derived, double[] numbers, String[] texts) {
        this.name = name;
        this.kind = kind;
        this.derived = derived;
        this.numbers = numbers;
        this.texts = texts;
    }

    public static RawColumn numbers(String name, Kind kind, boolean derived, double[] values) {
        double[] numbers = Arrays.stream(values)
                .map(value -> Math.abs(value) <= LARGEST ? value : Double.NaN)
                .toArray();
        return new RawColumn(name, kind, derived, numbers, new String[0]);
    }

    public static RawColumn texts(String name, Kind kind, String[] values) {
        return new RawColumn(name, kind, false, new double[0], values);
    }

    /** Dates and times; what is none is missing. */
    public static RawColumn times(String name, String[] values) {
        double[] seconds = Arrays.stream(values)
                .mapToDouble(value ->
                        value.isEmpty() ? Double.NaN : EpochSeconds.of(value).orElse(Double.NaN))
                .toArray();
        return new RawColumn(name, Kind.TIME, false, seconds, values);
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

    /** Of a time, seconds as {@link EpochSeconds} counts them. Not a copy: nobody writes into it. */
    public double[] numbers() {
        return numbers;
    }

    /** Not a copy: nobody writes into it. */
    public String[] texts() {
        return texts;
    }

    public boolean missing(int row) {
        return kind == Kind.TEXT ? texts[row].isEmpty() : Double.isNaN(numbers[row]);
    }

    /** The value as a category is written, which is how the data write it; empty where missing. */
    public String category(int row) {
        if (missing(row)) {
            return "";
        }
        if (isText()) {
            return texts[row];
        }
        return kind == Kind.BOOLEAN ? String.valueOf(numbers[row] != 0) : Binning.category(numbers[row]);
    }

    public RawColumn select(int[] rows) {
        return new RawColumn(
                name,
                kind,
                derived,
                kind == Kind.TEXT
                        ? numbers
                        : Arrays.stream(rows).mapToDouble(row -> numbers[row]).toArray(),
                isText() ? Arrays.stream(rows).mapToObj(row -> texts[row]).toArray(String[]::new) : texts);
    }
}
