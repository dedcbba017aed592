package dev.millrace.ingestion.dataset.check;

import dev.millrace.values.TruthWords;
import java.util.List;

/**
 * The codes by which a column counts its cells: what a cell's text looks like, and how it is decorated. A code is a kind and,
 * for numbers, whether there is a percent sign, a currency or another decoration; for dates, whether there is a time; for yes and
 * no, the case of their letters.
 */
final class Cells {

    static final int TEXT = 0;
    static final int TRUTH = 1;

    /** Words for truth values; a code of yes or no keeps the position in it. */
    static final List<TruthWords> TRUTH_WORDS = List.of(TruthWords.values());

    /** Yes or no, with the case of their letters. */
    static final int YES_NO = 2;

    /** A whole number that a double holds exactly. */
    static final int INTEGER = 3;

    /** A whole number of up to 64 bits that a double does not hold exactly. */
    static final int WIDE = 4;

    /** A whole number of more than 64 bits. */
    static final int TOO_LARGE = 5;

    /** A whole number written with a fraction of zeros. */
    static final int WHOLE = 6;

    static final int DECIMAL = 7;

    /** 1.000, which is a thousand where the comma is the decimal mark. */
    static final int WHOLE_OR_THOUSANDS = 8;

    /** 1.234, which is a whole number where the comma is the decimal mark. */
    static final int DECIMAL_OR_THOUSANDS = 9;

    /** An infinity, or a number that overflows to it. */
    static final int NOT_FINITE = 10;

    /** Digits with zeros in front. */
    static final int LEADING_ZEROS = 11;

    /** 1,234, which is a whole number or has a fraction. */
    static final int COMMA_OR_THOUSANDS = 12;

    /** 1,234,567, whole only where the point is the decimal mark. */
    static final int POINT_WHOLE = 13;

    /** 1,234.5, a number only where the point is the decimal mark. */
    static final int POINT_DECIMAL = 14;

    /** 1.234.567, whole only where the comma is the decimal mark. */
    static final int COMMA_WHOLE = 15;

    /** 0,5 and 1.234,5, numbers only where the comma is the decimal mark. */
    static final int COMMA_DECIMAL = 16;

    /** 24-01-31, whose year may stand in front or behind. */
    static final int UNCLEAR_DATE = 17;

    /** ="001", as Excel keeps a text from becoming a number. */
    static final int GUARDED = 18;

    static final int DATE = 20;
    static final int TIMESTAMP = 21;

    /** A timestamp that says its offset. */
    static final int ZONED = 22;

    /** What stands between the numbers of a date; a code keeps the position in it. */
    static final String DATE_MARKS = "/.-";

    /** A date whose first two numbers may both be the month. */
    static final int DAY_OR_MONTH = 23;

    /** A date whose first number can only be the day. */
    static final int DAY_FIRST = 24;

    /** A date whose second number can only be the day. */
    static final int MONTH_FIRST = 25;

    /** A date that is clear in itself and not written as in ISO 8601. */
    static final int OTHER_DATE = 26;

    /** 14:30, which no type holds. */
    static final int TIME_OF_DAY = 27;

    /** 2024-03, which no type holds. */
    static final int MONTH = 28;

    /** What looks like a date, a quarter or a week, and is written as nobody reads it here. */
    static final int LIKE_A_DATE = 29;

    /** Of a number: a sign, marks of thousands or parentheses. Of a date: a time of day. */
    static final int DECORATED = 1 << 5;

    static final int PERCENT = 1 << 6;

    private static final int EXTRA = 7;
    private static final int EXTRAS = (1 << 5) - 1;
    private static final int MISSING = 1 << 12;

    /** Of a number: its minus stands behind it. Of a date: its year has two digits. Either may mean something else. */
    static final int UNUSUAL = 1 << 13;

    private static final int KIND = (1 << 5) - 1;

    private Cells() {}

    static int kind(int code) {
        return code & KIND;
    }

    static boolean has(int code, int flag) {
        return (code & flag) != 0;
    }

    /** With the number of a currency, of the mark between the parts of a date, or of the words for truth values. */
    static int with(int code, int extra) {
        return code | extra << EXTRA;
    }

    static int extra(int code) {
        return isMissing(code) ? 0 : code >> EXTRA & EXTRAS;
    }

    static int missing(int position) {
        return MISSING | position;
    }

    static boolean isMissing(int code) {
        return (code & MISSING) != 0;
    }

    static int missingPosition(int code) {
        return code & ~MISSING;
    }

    static boolean isYesNo(int code) {
        return !isMissing(code) && kind(code) == YES_NO;
    }

    /** A timestamp that says its offset, in plain writing or not. */
    static boolean isZoned(int code) {
        return !isMissing(code) && kind(code) == ZONED;
    }

    static boolean isNumber(int code) {
        return !isMissing(code) && kind(code) >= INTEGER && kind(code) <= COMMA_DECIMAL;
    }

    static boolean isDate(int code) {
        return !isMissing(code) && kind(code) >= DATE && kind(code) <= OTHER_DATE;
    }
}
