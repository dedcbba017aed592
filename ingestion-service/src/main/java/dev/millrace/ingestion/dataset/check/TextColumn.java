package dev.millrace.ingestion.dataset.check;

import java.util.function.IntPredicate;

/**
 * A column of a checked text file.
 *
 * @param tally of its cells
 * @param unnamed whether the file gave it no name
 * @param typedFormat whether its format can tell a number from a text
 */
public record TextColumn(String name, ColumnTally tally, boolean unnamed, boolean typedFormat) {

    /** One in so many values may be no value of the type. */
    private static final int MISFITS = 100;

    /** From so many values on, one may be none, even where that is a larger share. */
    private static final int FEW = 20;

    /** Whether there is any value to tell a type from. */
    public boolean hasValues() {
        return values() > 0;
    }

    /** Cells that are neither empty nor mean a missing value. */
    long values() {
        return tally.count(code -> !Cells.isMissing(code));
    }

    /** Cells that may be no values of the type which all the others have. */
    static long tolerated(long values) {
        return values < FEW ? 0 : Math.max(1, values / MISFITS);
    }

    /** 1 where its numbers can only have decimal commas, -1 where they can only have points, else 0. */
    int showsDecimalComma() {
        long comma = numbers(true);
        long point = numbers(false);
        return shows(comma, point, TextColumn::onlyWithComma, TextColumn::onlyWithPoint);
    }

    /** 1 where days can only come before months, -1 where they can only come behind, else 0. */
    int showsDayFirst() {
        long month = tally.count(code -> Cells.isDate(code) && Cells.kind(code) != Cells.DAY_FIRST);
        long day = tally.count(code -> Cells.isDate(code) && Cells.kind(code) != Cells.MONTH_FIRST);
        return shows(
                day, month, code -> Cells.kind(code) == Cells.DAY_FIRST, code -> Cells.kind(code) == Cells.MONTH_FIRST);
    }

    private int shows(long first, long second, IntPredicate onlyFirst, IntPredicate onlySecond) {
        long values = values();
        if (values == 0 || Math.max(first, second) < values - tolerated(values)) {
            return 0;
        }
        if (first > second || (first == second && !tally.any(onlySecond) && tally.any(onlyFirst))) {
            return tally.any(onlyFirst) ? 1 : 0;
        }
        return first < second && tally.any(onlySecond) ? -1 : 0;
    }

    private long numbers(boolean comma) {
        return tally.count(code -> Cells.isNumber(code) && !(comma ? onlyWithPoint(code) : onlyWithComma(code)));
    }

    static boolean onlyWithComma(int code) {
        int kind = Cells.kind(code);
        return Cells.isNumber(code) && (kind == Cells.COMMA_WHOLE || kind == Cells.COMMA_DECIMAL);
    }

    static boolean onlyWithPoint(int code) {
        int kind = Cells.kind(code);
        return Cells.isNumber(code)
                && (kind == Cells.WHOLE
                        || kind == Cells.DECIMAL
                        || kind == Cells.POINT_WHOLE
                        || kind == Cells.POINT_DECIMAL);
    }
}
