package dev.millrace.ingestion.dataset.check;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as people write it: with a sign, perhaps behind it as accounting programs have it, marks of thousands, a percent sign, a currency, or in parentheses where it is
 * negative.
 *
 * @param minusBehind whether the minus stands behind the digits
 * @param body digits, points and commas
 * @param currency its position among {@link #CURRENCIES}, from 1; 0 where there is none
 */
record NumberText(boolean negative, boolean minusBehind, String body, boolean percent, int currency) {

    static final List<String> CURRENCIES = List.of(
            "R$", "US$", "$", "€", "£", "¥", "₹", "₩", "₽", "₺", "USD", "EUR", "GBP", "CHF", "JPY", "CAD", "AUD", "NZD",
            "CNY", "INR", "SEK", "NOK", "DKK", "PLN", "CZK", "BRL", "MXN", "ZAR", "kr", "zł");

    /** 12,34,567, as in India: three digits at the end, and two in each group before them. */
    private static final Pattern LAKHS = Pattern.compile("[1-9]\\d?(,\\d{2}){1,6},\\d{3}");

    private static final int LONGEST = 40;
    private static final int LONGEST_WHOLE = 18;
    private static final String SPACES = " \u00a0\u2009\u202f";
    private static final String THOUSANDS = SPACES + "'\u2019";
    private static final String MINUS = "-\u2212";

    /** Null where the text is no number. */
    static @Nullable NumberText of(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        boolean negative = text.startsWith("(") && text.endsWith(")");
        int from = negative ? 1 : 0;
        int to = text.length() - from;
        boolean signed = negative;
        boolean minusBehind = false;
        boolean percent = false;
        int currency = 0;
        while (from < to && !isDigitOrMark(text.charAt(from))) {
            int found = currencyAt(text, from, to);
            if (found > 0 && currency == 0) {
                currency = found;
                from += CURRENCIES.get(found - 1).length();
            } else if (!signed && (text.charAt(from) == '+' || MINUS.indexOf(text.charAt(from)) >= 0)) {
                signed = true;
                negative = text.charAt(from) != '+';
                from++;
            } else if (from > 0 && SPACES.indexOf(text.charAt(from)) >= 0) {
                from++;
            } else {
                return null;
            }
        }
        while (from < to && !isDigitOrMark(text.charAt(to - 1))) {
            int found = currencyBefore(text, from, to);
            if (found > 0 && currency == 0) {
                currency = found;
                to -= CURRENCIES.get(found - 1).length();
            } else if (!percent && text.charAt(to - 1) == '%') {
                percent = true;
                to--;
            } else if (!signed && MINUS.indexOf(text.charAt(to - 1)) >= 0) {
                signed = true;
                negative = true;
                minusBehind = true;
                to--;
            } else if (SPACES.indexOf(text.charAt(to - 1)) >= 0) {
                to--;
            } else {
                return null;
            }
        }
        var body = withoutSpaces(text.substring(from, to));
        return body == null || body.chars().noneMatch(NumberText::isDigit)
                ? null
                : new NumberText(negative, minusBehind, body, percent, currency);
    }

    /** Its code, {@link Cells#TEXT} where its marks make no sense. */
    int code() {
        int kind = kind();
        int code = kind == Cells.TEXT ? kind : Cells.with(kind | Cells.DECORATED, currency);
        if (kind == Cells.TEXT) {
            return code;
        }
        return code | (percent ? Cells.PERCENT : 0) | (minusBehind ? Cells.UNUSUAL : 0);
    }

    /** As every reader understands it. */
    String plain(boolean decimalComma) {
        var digits = decimalComma ? body.replace(".", "").replace(',', '.') : body.replace(",", "");
        return negative ? "-" + digits : digits;
    }

    private int kind() {
        int point = body.indexOf('.');
        int comma = body.indexOf(',');
        int lastPoint = body.lastIndexOf('.');
        int lastComma = body.lastIndexOf(',');
        if (point < 0 && comma < 0) {
            return whole(body);
        }
        if (lastPoint > lastComma) {
            return point == lastPoint ? pointLast(point, comma) : thousands('.', body.length(), Cells.COMMA_WHOLE);
        }
        return comma == lastComma ? commaLast(comma, point) : thousands(',', body.length(), Cells.POINT_WHOLE);
    }

    private int pointLast(int point, int comma) {
        if (comma >= 0) {
            return thousands(',', point, Cells.POINT_DECIMAL);
        }
        return isThousands('.', body.length()) ? Cells.DECIMAL_OR_THOUSANDS : Cells.DECIMAL;
    }

    private int commaLast(int comma, int point) {
        if (point >= 0) {
            return thousands('.', comma, Cells.COMMA_DECIMAL);
        }
        return isThousands(',', body.length()) ? Cells.COMMA_OR_THOUSANDS : Cells.COMMA_DECIMAL;
    }

    private int thousands(char mark, int to, int kind) {
        boolean grouped = isThousands(mark, to)
                || (mark == ',' && LAKHS.matcher(body.substring(0, to)).matches());
        return grouped ? kind : Cells.TEXT;
    }

    /** One to three digits, and then three behind each mark. */
    private boolean isThousands(char mark, int to) {
        int first = body.indexOf(mark);
        if (first < 1 || first > 3 || body.charAt(0) == '0' || (to - first) % 4 != 0 || to > LONGEST_WHOLE + 6) {
            return false;
        }
        for (int i = first; i < to; i++) {
            boolean expected = (i - first) % 4 == 0 ? body.charAt(i) == mark : isDigit(body.charAt(i));
            if (!expected) {
                return false;
            }
        }
        return true;
    }

    private static int whole(String digits) {
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            return Cells.TEXT;
        }
        return digits.length() <= LONGEST_WHOLE - 3
                ? Cells.INTEGER
                : digits.length() <= LONGEST_WHOLE ? Cells.WIDE : Cells.TEXT;
    }

    /** Spaces and apostrophes between groups of three digits; null where they stand elsewhere. */
    private static @Nullable String withoutSpaces(String text) {
        int first = 0;
        while (first < text.length() && THOUSANDS.indexOf(text.charAt(first)) < 0) {
            if (!isDigitOrMark(text.charAt(first))) {
                return null;
            }
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        char mark = text.charAt(first);
        int to = first;
        while (to < text.length() && (text.charAt(to) == mark || isDigit(text.charAt(to)))) {
            to++;
        }
        var whole = new NumberText(false, false, text.substring(0, to).replace(mark, '.'), false, 0);
        var rest = text.substring(to);
        return whole.isThousands('.', to) && rest.chars().allMatch(NumberText::isDigitOrMark)
                ? text.substring(0, to).replace(String.valueOf(mark), "") + rest
                : null;
    }

    private static int currencyAt(String text, int from, int to) {
        for (int i = 0; i < CURRENCIES.size(); i++) {
            if (text.startsWith(CURRENCIES.get(i), from)
                    && from + CURRENCIES.get(i).length() <= to) {
                return i + 1;
            }
        }
        return 0;
    }

    private static int currencyBefore(String text, int from, int to) {
        for (int i = 0; i < CURRENCIES.size(); i++) {
            int start = to - CURRENCIES.get(i).length();
            if (start >= from && text.startsWith(CURRENCIES.get(i), start)) {
                return i + 1;
            }
        }
        return 0;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isDigitOrMark(int c) {
        return isDigit(c) || c == '.' || c == ',';
    }

    /** How it is written, in words. */
    static String describe(int currency) {
        return String.format(Locale.ROOT, "currency %s", CURRENCIES.get(currency - 1));
    }
}
