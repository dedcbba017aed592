package dev.millrace.serving.prediction;

import dev.millrace.models.Binning;
import dev.millrace.models.ModelPackage.Feature;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * One column of a request, of any dialect that speaks of tensors: its elements are Boolean, Long, BigInteger, Double,
 * String or null.
 */
public final class InputTensor {

    private final String name;
    private final Datatype datatype;
    private final @Nullable Object[] elements;

    public InputTensor(String name, Datatype datatype, long[] shape, @Nullable Object[] elements) {
        this.name = name;
        this.datatype = datatype;
        this.elements = elements;
        if (elements.length != count(name, shape)) {
            throw Refusals.shape(name, elements.length + " elements do not fill its shape");
        }
        if (datatype == Datatype.BYTES) {
            return;
        }
        for (var element : elements) {
            if (element instanceof String) {
                throw Refusals.shape(name, "a text is no " + datatype);
            }
        }
    }

    /** Rows of a shape {@code [n]} or {@code [n,1]}. */
    public static int count(String name, long[] shape) {
        boolean column = shape.length == 1 || (shape.length == 2 && shape[1] == 1);
        if (!column || shape[0] < 0 || shape[0] > Integer.MAX_VALUE) {
            throw Refusals.shape(name, "a column has the shape [n] or [n,1]");
        }
        return (int) shape[0];
    }

    String name() {
        return name;
    }

    int size() {
        return elements.length;
    }

    void put(int row, int place, RowsBuilder rows) {
        var element = elements[row];
        if (element == null) {
            rows.missing(place);
            return;
        }
        switch (rows.feature(place).kind()) {
            case NUMBER -> number(element, place, rows);
            case BOOLEAN -> truth(element, place, rows);
            case TEXT -> text(element, place, rows);
            case TIME -> time(element, place, rows);
        }
    }

    /** In tensors NaN is how a missing number is written. */
    private void number(Object element, int place, RowsBuilder rows) {
        switch (element) {
            case Double number when number.isNaN() -> rows.missing(place);
            case Number number -> rows.number(place, number.doubleValue());
            case String text when rows.number(place, text) -> {}
            default -> throw wrong(element, rows.feature(place), rows.row());
        }
    }

    private void truth(Object element, int place, RowsBuilder rows) {
        switch (element) {
            case Boolean truth -> rows.truth(place, truth);
            case Double number when number.isNaN() -> rows.missing(place);
            case Number number
            when number.doubleValue() == 0 || number.doubleValue() == 1 -> rows.truth(place, number.doubleValue() == 1);
            default -> throw wrong(element, rows.feature(place), rows.row());
        }
    }

    private void text(Object element, int place, RowsBuilder rows) {
        switch (element) {
            case String text -> rows.text(place, text);
            case Long number -> rows.text(place, number.toString());
            case BigInteger number -> rows.text(place, number.toString());
            case Double number when number.isNaN() -> rows.missing(place);
            case Double number -> rows.text(place, spelled(number));
            default -> throw wrong(element, rows.feature(place), rows.row());
        }
    }

    /** The shortest text that means the number at the precision in which it was sent. */
    private String spelled(double number) {
        return number == Math.rint(number) || datatype == Datatype.FP64
                ? Binning.category(number)
                : Float.toString((float) number);
    }

    private void time(Object element, int place, RowsBuilder rows) {
        if (!(element instanceof String text)) {
            throw wrong(element, rows.feature(place), rows.row());
        }
        rows.time(place, text);
    }

    private static RuntimeException wrong(Object element, Feature feature, int row) {
        return Refusals.type(feature.name(), row, expected(feature.kind()), actual(element));
    }

    private static String expected(Feature.Kind kind) {
        return switch (kind) {
            case NUMBER -> "FP64, FP32 or an integer";
            case BOOLEAN -> "BOOL";
            case TEXT -> "BYTES";
            case TIME -> "BYTES, " + Refusals.DATE;
        };
    }

    private static String actual(Object element) {
        return switch (element) {
            case Boolean truth -> "BOOL " + truth;
            case Long number -> "the integer " + number;
            case BigInteger number -> "the integer " + number;
            case Double number -> "the number " + number;
            default -> "BYTES " + Refusals.quoted(element.toString());
        };
    }
}
