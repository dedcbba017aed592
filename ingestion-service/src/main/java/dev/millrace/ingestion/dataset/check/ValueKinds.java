package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * What a value's text looks like, as a bit, so that a column's values add up with an OR. Anything that a type would
 * change, such as the zeros of 00123 or the digits of an integer beyond 2^63, is text.
 */
final class ValueKinds {

    static final int TEXT = 1;
    static final int BOOLEAN = 1 << 1;

    /** A whole number that a double holds exactly. */
    static final int INTEGER = 1 << 2;

    /** A whole number of up to 64 bits that a double does not hold exactly. */
    static final int WIDE = 1 << 3;

    /** A whole number written with a fraction of zeros. */
    static final int WHOLE = 1 << 4;

    static final int DECIMAL = 1 << 5;

    /** NaN, infinity, or a number that overflows to it. */
    static final int NOT_FINITE = 1 << 6;

    static final int DATE = 1 << 7;
    static final int TIMESTAMP = 1 << 8;

    /** A timestamp that says its offset. */
    static final int ZONED = 1 << 9;

    private static final int MAX_NUMBER = 48;
    private static final long EXACT = 1L << 53;

    private ValueKinds() {}

    /** Spaces around a number or a date do not count, as in the engine that converts it. */
    static int of(byte[] text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && text[start] == ' ') {
            start++;
        }
        while (end > start && text[end - 1] == ' ') {
            end--;
        }
        if (start == end) {
            return TEXT;
        }
        int first = text[start];
        if ((first >= '0' && first <= '9') || first == '-' || first == '.') {
            int number = number(text, start, end);
            return number != TEXT ? number : Times.kind(text, start, end);
        }
        return word(text, from, to);
    }

    private static int word(byte[] text, int from, int to) {
        return switch (to - from) {
            case 3 -> is(text, from, "nan") || is(text, from, "inf") ? NOT_FINITE : TEXT;
            case 4 -> is(text, from, "true") ? BOOLEAN : TEXT;
            case 5 -> is(text, from, "false") ? BOOLEAN : TEXT;
            case 8 -> is(text, from, "infinity") ? NOT_FINITE : TEXT;
            default -> TEXT;
        };
    }

    private static boolean is(byte[] text, int from, String lower) {
        for (int i = 0; i < lower.length(); i++) {
            if ((text[from + i] | 0x20) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] text, int from, int to) {
        int at = text[from] == '-' ? from + 1 : from;
        if (to - from > MAX_NUMBER || at == to) {
            return TEXT;
        }
        int digits = at;
        while (at < to && isDigit(text[at])) {
            at++;
        }
        int whole = at - digits;
        if (whole > 1 && text[digits] == '0') {
            return TEXT;
        }
        if (at == to) {
            return integer(text, from, digits, to);
        }
        if (whole == 0 && text[at] != '.') {
            return at > from ? negativeWord(text, at, to) : TEXT;
        }
        return fraction(text, from, at, whole, to);
    }

    private static int negativeWord(byte[] text, int at, int to) {
        int length = to - at;
        return (length == 3 && is(text, at, "inf")) || (length == 8 && is(text, at, "infinity")) ? NOT_FINITE : TEXT;
    }

    private static int integer(byte[] text, int from, int digits, int to) {
        boolean negative = digits > from;
        if (to - digits > 19 || (negative && text[digits] == '0')) {
            return TEXT;
        }
        long value = 0;
        for (int i = digits; i < to; i++) {
            int digit = text[i] - '0';
            if (value < (Long.MIN_VALUE + digit) / 10) {
                return TEXT;
            }
            value = value * 10 - digit;
        }
        if (!negative && value == Long.MIN_VALUE) {
            return TEXT;
        }
        return value < -EXACT ? WIDE : INTEGER;
    }

    private static int fraction(byte[] text, int from, int point, int whole, int to) {
        int at = point;
        int decimals = 0;
        boolean zeros = true;
        if (text[at] == '.') {
            at++;
            while (at < to && isDigit(text[at])) {
                zeros &= text[at] == '0';
                at++;
                decimals++;
            }
        }
        if (whole + decimals == 0) {
            return TEXT;
        }
        if (at == to) {
            return zeros && whole > 0 && whole < 16 ? WHOLE : DECIMAL;
        }
        return exponent(text, from, at, to);
    }

    private static int exponent(byte[] text, int from, int mark, int to) {
        if ((text[mark] | 0x20) != 'e') {
            return TEXT;
        }
        int at = mark + 1;
        if (at < to && (text[at] == '+' || text[at] == '-')) {
            at++;
        }
        if (at == to) {
            return TEXT;
        }
        for (int i = at; i < to; i++) {
            if (!isDigit(text[i])) {
                return TEXT;
            }
        }
        if (to - at < 3) {
            return DECIMAL;
        }
        var value = Double.parseDouble(new String(text, from, to - from, US_ASCII));
        return Double.isInfinite(value) ? NOT_FINITE : DECIMAL;
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
