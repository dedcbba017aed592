package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Tells what a cell's text looks like, as a code of {@link Cells}. Blanks around a value do not count. */
public final class CellReader {

    private static final int LONGEST = 48;
    private static final long EXACT = 1L << 53;
    private static final String CURRENCY_LETTERS = "UEGCJ";

    private final MissingTexts missing;

    CellReader(MissingTexts missing) {
        this.missing = missing;
    }

    MissingTexts missing() {
        return missing;
    }

    int read(byte[] text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isBlank(text[start])) {
            start++;
        }
        while (end > start && isBlank(text[end - 1])) {
            end--;
        }
        int absent = missing.find(text, start, end);
        if (absent >= 0) {
            return Cells.missing(absent);
        }
        int first = text[start];
        if (isDigit(first) || first == '-' || first == '.') {
            int number = number(text, start, end);
            return number != Cells.TEXT ? number : digits(text, start, end);
        }
        return (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z')
                ? word(text, start, end)
                : decorated(text, start, end);
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static int digits(byte[] text, int from, int to) {
        int time = Times.kind(text, from, to);
        if (time != Cells.TEXT || to - from > LONGEST) {
            return time;
        }
        var number = NumberText.of(new String(text, from, to - from, UTF_8));
        int code = number == null ? Cells.TEXT : number.code();
        return code != Cells.TEXT ? code : date(text, from, to);
    }

    private static int date(byte[] text, int from, int to) {
        if (!isDigit(text[to - 1]) && (text[to - 1] | 0x20) != 'm') {
            return Cells.TEXT;
        }
        var date = DateText.of(new String(text, from, to - from, UTF_8));
        return date == null ? Cells.TEXT : date.code();
    }

    private static int word(byte[] text, int from, int to) {
        int length = to - from;
        if (length == 2 && is(text, from, "no")) {
            return Cells.YES_NO;
        }
        if (length == 3 && is(text, from, "yes")) {
            return Cells.YES_NO;
        }
        if ((length == 4 && is(text, from, "true")) || (length == 5 && is(text, from, "false"))) {
            return Cells.TRUTH;
        }
        if ((length == 3 && is(text, from, "inf")) || (length == 8 && is(text, from, "infinity"))) {
            return Cells.NOT_FINITE;
        }
        if (length > LONGEST || length < 4 || !endsLikeAValue(text[to - 1])) {
            return Cells.TEXT;
        }
        boolean currency = CURRENCY_LETTERS.indexOf(text[from]) >= 0 && isNumberBehindCode(text, from);
        int number = currency ? decorated(text, from, to) : Cells.TEXT;
        return number != Cells.TEXT ? number : date(text, from, to);
    }

    private static boolean isNumberBehindCode(byte[] text, int from) {
        byte fourth = text[from + 3];
        return fourth == ' ' || fourth == '-' || isDigit(fourth);
    }

    private static boolean endsLikeAValue(byte last) {
        return isDigit(last) || (last | 0x20) == 'm';
    }

    private static int decorated(byte[] text, int from, int to) {
        if (to - from > LONGEST || !hasDigit(text, from, to)) {
            return Cells.TEXT;
        }
        var number = NumberText.of(new String(text, from, to - from, UTF_8));
        return number == null ? Cells.TEXT : number.code();
    }

    private static boolean hasDigit(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (isDigit(text[i])) {
                return true;
            }
        }
        return false;
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
        if (to - from > LONGEST || at == to) {
            return Cells.TEXT;
        }
        int digits = at;
        while (at < to && isDigit(text[at])) {
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
        return (length == 3 && is(text, at, "inf")) || (length == 8 && is(text, at, "infinity"))
                ? Cells.NOT_FINITE
                : Cells.TEXT;
    }

    private static int integer(byte[] text, int from, int digits, int to) {
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
            while (at < to && isDigit(text[at])) {
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
            if (!isDigit(text[i])) {
                return Cells.TEXT;
            }
        }
        if (to - at < 3) {
            return Cells.DECIMAL;
        }
        var value = Double.parseDouble(new String(text, from, to - from, US_ASCII));
        return Double.isInfinite(value) ? Cells.NOT_FINITE : Cells.DECIMAL;
    }

    static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }
}
