package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.LocalDate;
import java.time.LocalDateTime;

/** The values of texts in plain writing, which {@link PlainNumber} and {@link Times} have recognised. */
final class PlainValue {

    private static final int DATE_LENGTH = 10;
    private static final int MICROS = 6;
    private static final int NANOS_A_MICRO = 1_000;

    /** A double holds whole numbers up to here and these powers of ten exactly, so that one division rounds correctly. */
    private static final long EXACT = 1L << 53;

    /** So many digits are no more than a long holds. */
    private static final int LONG_DIGITS = 18;

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private PlainValue() {}

    static boolean truth(byte[] text, int from) {
        return (text[from] | 0x20) == 't';
    }

    /**
     * Digits, perhaps with a minus in front, and a point and zeros behind.
     *
     * @throws ArithmeticException where it has more than 64 bits
     */
    static long whole(byte[] text, int from, int to) {
        boolean negative = text[from] == '-';
        int at = negative ? from + 1 : from;
        long value = 0;
        while (at < to && text[at] != '.') {
            value = Math.subtractExact(Math.multiplyExact(value, 10L), text[at] - '0');
            at++;
        }
        return negative ? value : Math.negateExact(value);
    }

    static double real(byte[] text, int from, int to) {
        boolean negative = text[from] == '-';
        int begin = negative ? from + 1 : from;
        if (to - begin > LONG_DIGITS) {
            return other(text, from, to);
        }
        long digits = 0;
        int at = begin;
        while (at < to && CellReader.isDigit(text[at])) {
            digits = digits * 10 + text[at] - '0';
            at++;
        }
        int behindPoint = at;
        if (at < to && text[at] == '.') {
            at++;
            behindPoint = at;
            while (at < to && CellReader.isDigit(text[at])) {
                digits = digits * 10 + text[at] - '0';
                at++;
            }
        }
        if (at < to || digits > EXACT) {
            return other(text, from, to);
        }
        double value = digits / POWERS[at - behindPoint];
        return negative ? -value : value;
    }

    private static double other(byte[] bytes, int from, int to) {
        var text = new String(bytes, from, to - from, US_ASCII);
        char last = text.charAt(text.length() - 1);
        if (last != 'f' && last != 'F' && last != 'y' && last != 'Y') {
            return Double.parseDouble(text);
        }
        return text.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    static LocalDate date(byte[] text, int from) {
        return LocalDate.of(digits(text, from, 4), digits(text, from + 5, 2), digits(text, from + 8, 2));
    }

    /** In UTC where it says its offset; what is below a microsecond is cut off. */
    static LocalDateTime timestamp(byte[] text, int from, int to) {
        var date = date(text, from);
        int at = from + DATE_LENGTH + 1;
        if (at > to) {
            return date.atStartOfDay();
        }
        int hour = digits(text, at, 2);
        int minute = digits(text, at + 3, 2);
        at += 5;
        int second = 0;
        int micros = 0;
        if (at < to && text[at] == ':') {
            second = digits(text, at + 1, 2);
            at += 3;
        }
        if (at < to && text[at] == '.') {
            at++;
            int end = at;
            while (end < to && CellReader.isDigit(text[end])) {
                end++;
            }
            for (int i = at; i < at + MICROS; i++) {
                micros = micros * 10 + (i < end ? text[i] - '0' : 0);
            }
            at = end;
        }
        int offset = at < to && text[at] == ' ' ? at + 1 : at;
        return date.atTime(hour, minute, second, micros * NANOS_A_MICRO).minusMinutes(offset(text, offset, to));
    }

    /** In minutes east of UTC; 0 for none, and for Z, UTC and GMT. */
    private static int offset(byte[] text, int at, int to) {
        if (to - at < 3 || text[at] > '9') {
            return 0;
        }
        int minutes = digits(text, at + 1, 2) * 60 + (to - at > 3 ? digits(text, to - 2, 2) : 0);
        return text[at] == '-' ? -minutes : minutes;
    }

    private static int digits(byte[] text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            value = value * 10 + text[i] - '0';
        }
        return value;
    }
}
