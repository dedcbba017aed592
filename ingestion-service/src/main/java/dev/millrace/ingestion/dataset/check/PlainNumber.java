package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Recognises numbers in plain writing: digits, perhaps with a minus, a point and an exponent. */
final class PlainNumber {

    private static final int LONGEST = 48;
    private static final long EXACT = 1L << 53;

    /** All whole numbers of so many digits are below that. */
    private static final int EXACT_DIGITS = 15;

    private PlainNumber() {}

    /** {@link Cells#TEXT} where it is none. */
    static int kind(byte[] text, int from, int to) {
        int at = text[from] == '-' ? from + 1 : from;
        if (to - from > LONGEST || at == to) {
            return Cells.TEXT;
        }
        int digits = at;
        while (at < to && CellReader.isDigit(text[at])) {
            at++;
        }
        int whole = at - digits;
        if (at == to) {
            return whole > 1 && text[digits] == '0' ? Cells.LEADING_ZEROS : integer(text, from, digits, to);
        }
        if (whole == 0 && text[at] != '.') {
            return at > from ? negativeWord(text, at, to) : Cells.TEXT;
        }
        return fraction(text, from, at, whole, to);
    }

    private static int negativeWord(byte[] text, int at, int to) {
        int length = to - at;
        return (length == 3 && CellReader.is(text, at, "inf")) || (length == 8 && CellReader.is(text, at, "infinity"))
                ? Cells.NOT_FINITE
                : Cells.TEXT;
    }

    private static int integer(byte[] text, int from, int digits, int to) {
        if (to - digits <= EXACT_DIGITS) {
            return Cells.INTEGER;
        }
        if (to - digits > 19) {
            return Cells.TOO_LARGE;
        }
        long value = 0;
        for (int i = digits; i < to; i++) {
            int digit = text[i] - '0';
            if (value < (Long.MIN_VALUE + digit) / 10) {
                return Cells.TOO_LARGE;
            }
            value = value * 10 - digit;
        }
        boolean negative = digits > from;
        if (!negative && value == Long.MIN_VALUE) {
            return Cells.TOO_LARGE;
        }
        return value < -EXACT ? Cells.WIDE : Cells.INTEGER;
    }

    private static int fraction(byte[] text, int from, int point, int whole, int to) {
        int at = point;
        int decimals = 0;
        boolean zeros = true;
        if (text[at] == '.') {
            at++;
            while (at < to && CellReader.isDigit(text[at])) {
                zeros &= text[at] == '0';
                at++;
                decimals++;
            }
        }
        if (whole + decimals == 0) {
            return Cells.TEXT;
        }
        if (at < to) {
            return exponent(text, from, at, to);
        }
        boolean thousands = decimals == 3 && whole >= 1 && whole <= 3 && text[point - whole] != '0';
        if (zeros && whole > 0 && whole < 16) {
            return thousands ? Cells.WHOLE_OR_THOUSANDS : Cells.WHOLE;
        }
        return thousands ? Cells.DECIMAL_OR_THOUSANDS : Cells.DECIMAL;
    }

    private static int exponent(byte[] text, int from, int mark, int to) {
        if ((text[mark] | 0x20) != 'e') {
            return Cells.TEXT;
        }
        int at = mark + 1;
        if (at < to && (text[at] == '+' || text[at] == '-')) {
            at++;
        }
        if (at == to) {
            return Cells.TEXT;
        }
        for (int i = at; i < to; i++) {
            if (!CellReader.isDigit(text[i])) {
                return Cells.TEXT;
            }
        }
        if (to - at < 3) {
            return Cells.DECIMAL;
        }
        var value = Double.parseDouble(new String(text, from, to - from, US_ASCII));
        return Double.isInfinite(value) ? Cells.NOT_FINITE : Cells.DECIMAL;
    }
}
