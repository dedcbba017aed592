package dev.millrace.serving.prediction;

import dev.millrace.models.Binning;
import dev.millrace.models.ModelPackage.Feature;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Puts single values, which are Boolean, Long, BigInteger, Double, String or null, where their column wants them. */
public final class Elements {

    private Elements() {}

    /** @param datatype null where the dialect has none, as in plain JSON */
    public static void put(@Nullable Object element, @Nullable Datatype datatype, int place, RowsBuilder rows) {
        if (element == null) {
            rows.missing(place);
            return;
        }
        boolean understood = switch (rows.feature(place).kind()) {
            case NUMBER -> number(element, place, rows);
            case BOOLEAN -> truth(element, place, rows);
            case TEXT -> text(element, datatype, place, rows);
            case TIME -> time(element, place, rows);
        };
        if (!understood) {
            var feature = rows.feature(place);
            throw Refusals.type(
                    feature.name(),
                    rows.row(),
                    datatype == null ? Refusals.expected(feature.kind()) : expected(feature.kind()),
                    datatype == null ? inJson(element) : actual(element));
        }
    }

    /** In tensors NaN is how a missing number is written. */
    private static boolean number(Object element, int place, RowsBuilder rows) {
        switch (element) {
            case Double number when number.isNaN() -> rows.missing(place);
            case Number number -> rows.number(place, number.doubleValue());
            case String text -> {
                return rows.number(place, text);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean truth(Object element, int place, RowsBuilder rows) {
        switch (element) {
            case Boolean truth -> rows.truth(place, truth);
            case Double number when number.isNaN() -> rows.missing(place);
            case Number number
            when number.doubleValue() == 0 || number.doubleValue() == 1 -> rows.truth(place, number.doubleValue() == 1);
            case String text -> {
                return rows.truth(place, text);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean text(Object element, @Nullable Datatype datatype, int place, RowsBuilder rows) {
        switch (element) {
            case String text -> rows.text(place, text);
            case Long number -> rows.text(place, number.toString());
            case BigInteger number -> rows.text(place, number.toString());
            case Double number when number.isNaN() -> rows.missing(place);
            case Double number -> rows.text(place, spelled(number, datatype));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The shortest text that means the number at the precision in which it was sent. */
    private static String spelled(double number, @Nullable Datatype datatype) {
        boolean isDouble = datatype == null || datatype == Datatype.FP64;
        return number == Math.rint(number) || isDouble ? Binning.category(number) : Float.toString((float) number);
    }

    private static boolean time(Object element, int place, RowsBuilder rows) {
        if (element instanceof String text) {
            rows.time(place, text);
            return true;
        }
        return false;
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

    private static String inJson(Object element) {
        return element instanceof String text ? "the text " + Refusals.quoted(text) : element.toString();
    }
}
