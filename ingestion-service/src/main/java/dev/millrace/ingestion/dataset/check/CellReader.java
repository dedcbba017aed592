package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.values.DateOrder;
import dev.millrace.values.TruthWords;
import dev.millrace.values.WrittenDate;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells what a cell's text looks like, as a code of {@link Cells}. Blanks around a value do not count. */
public final class CellReader {

    private static final int LONGEST = 48;

    /** With which a currency may begin that is written in letters. */
    private static final String CURRENCY_LETTERS = NumberText.CURRENCIES.stream()
            .map(currency -> currency.substring(0, 1))
            .filter(first -> first.matches("[A-Za-z]"))
            .distinct()
            .collect(Collectors.joining());

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
            int number = PlainNumber.kind(text, start, end);
            return number != Cells.TEXT ? number : digits(text, start, end);
        }
        if (first == '=') {
            return guarded(text, start, end);
        }
        return (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z')
                ? word(text, start, end)
                : decorated(text, start, end);
    }

    static boolean isBlank(byte c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static int digits(byte[] text, int from, int to) {
        int time = Times.kind(text, from, to);
        if (time != Cells.TEXT || to - from > LONGEST) {
            return time;
        }
        var number = NumberText.of(new String(text, from, to - from, UTF_8));
        int code = number == null ? Cells.TEXT : number.code();
        if (code != Cells.TEXT) {
            return code;
        }
        int date = date(text, from, to);
        if (date != Cells.TEXT) {
            return date;
        }
        return isUnclearDate(text, from, to) ? Cells.UNCLEAR_DATE : KeptTimes.kind(text, from, to);
    }

    /** Two digits three times, with hyphens between them, the second a month. */
    private static boolean isUnclearDate(byte[] text, int from, int to) {
        if (to - from != 8 || text[from + 2] != '-' || text[from + 5] != '-') {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!isDigit(text[i]) && text[i] != '-') {
                return false;
            }
        }
        return text[from + 3] == '0' || (text[from + 3] == '1' && text[from + 4] <= '2');
    }

    /** A formula that is nothing but a text. */
    private static int guarded(byte[] text, int from, int to) {
        boolean quoted = to - from >= 3 && text[from + 1] == '"' && text[to - 1] == '"';
        return !quoted ? Cells.TEXT : to - from == 3 ? Cells.missing(0) : Cells.GUARDED;
    }

    private static int date(byte[] text, int from, int to) {
        if (!isDigit(text[to - 1]) && (text[to - 1] | 0x20) != 'm') {
            return Cells.TEXT;
        }
        return WrittenDate.of(new String(text, from, to - from, UTF_8))
                .map(CellReader::code)
                .orElse(Cells.TEXT);
    }

    private static int code(WrittenDate date) {
        if (!date.offset().isEmpty()) {
            return Cells.ZONED | Cells.DECORATED;
        }
        int kind = date.ordered() ? Cells.OTHER_DATE : orderKind(date.orders());
        int mark = date.ordered() ? 0 : Cells.DATE_MARKS.indexOf(date.mark());
        int year = date.shortYear() ? Cells.UNUSUAL : 0;
        return Cells.with(date.time().isEmpty() ? kind : kind | Cells.DECORATED, mark) | year;
    }

    private static int orderKind(Set<DateOrder> possible) {
        if (possible.size() > 1) {
            return Cells.DAY_OR_MONTH;
        }
        return possible.contains(DateOrder.DAY_FIRST) ? Cells.DAY_FIRST : Cells.MONTH_FIRST;
    }

    private static int word(byte[] text, int from, int to) {
        int length = to - from;
        if ((length == 2 && is(text, from, "no")) || (length == 3 && is(text, from, "yes"))) {
            return Cells.with(Cells.YES_NO, Cells.TRUTH_WORDS.indexOf(words(text[from], text[from + 1])));
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
        int found = number != Cells.TEXT ? number : date(text, from, to);
        return found != Cells.TEXT ? found : KeptTimes.kindOfWords(text, from, to);
    }

    private static TruthWords words(byte first, byte second) {
        if (first >= 'a') {
            return TruthWords.SMALL;
        }
        return second >= 'a' ? TruthWords.CAPITALIZED : TruthWords.CAPITALS;
    }

    private static boolean isNumberBehindCode(byte[] text, int from) {
        byte fourth = text[from + 3];
        return fourth == ' ' || fourth == '-' || fourth == '.' || fourth == ',' || isDigit(fourth);
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

    static boolean is(byte[] text, int from, String lower) {
        for (int i = 0; i < lower.length(); i++) {
            if ((text[from + i] | 0x20) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }
}
