package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.values.WrittenDate;
import java.util.regex.Pattern;

/** Recognises times of day, months and other parts of a year, which are kept as texts because no type holds them. */
final class KeptTimes {

    private static final String YEAR = "(?:19|20)\\d{2}";
    private static final String PART = "(?:Q[1-4]|H[12]|W[0-5]\\d(?:-?[1-7])?)";

    /** Quarters, halves and weeks, and dates in words of any language, perhaps with the day of the week in front. */
    private static final Pattern LIKE_A_DATE = Pattern.compile(
            "%1$s[- ]?%2$s|%2$s[-/ ]?%1$s|(?:\\p{L}{2,10}\\.?,? )?\\d{1,2}(?:\\.|st|nd|rd|th|er)? \\p{L}{3,10}\\.?,? %1$s(?:,? \\d{1,2}:\\d{2}.*)?|\\p{L}{3,10}\\.?,? \\p{L}{3,10}\\.? \\d{1,2},?(?: \\d{1,2}:\\d{2}\\S*)? %1$s"
                    .formatted(YEAR, PART));

    private static final Pattern MONTH_IN_WORDS =
            Pattern.compile("([A-Za-z]{3,9})\\.?,?[- ]%1$s|%1$s[- ]([A-Za-z]{3,9})".formatted(YEAR));
    private static final int YEAR_DIGITS = 4;
    private static final int MONTHS = 12;
    private static final int BELOW_A_MINUTE = 60;

    private final byte[] text;
    private final int to;
    private int at;

    private KeptTimes(byte[] text, int from, int to) {
        this.text = text;
        this.at = from;
        this.to = to;
    }

    /** {@link Cells#TIME_OF_DAY} for such as 14:30, {@link Cells#MONTH} for such as 2024-03, else {@link Cells#TEXT}. */
    static int kind(byte[] text, int from, int to) {
        if (new KeptTimes(text, from, to).isTime()) {
            return Cells.TIME_OF_DAY;
        }
        return new KeptTimes(text, from, to).isMonth() ? Cells.MONTH : kindOfWords(text, from, to);
    }

    /** {@link Cells#MONTH} for such as Mar 2024, {@link Cells#LIKE_A_DATE} for such as 2024-Q1, else {@link Cells#TEXT}. */
    static int kindOfWords(byte[] text, int from, int to) {
        if (!hasYear(text, from, to)) {
            return Cells.TEXT;
        }
        var words = new String(text, from, to - from, UTF_8);
        var month = MONTH_IN_WORDS.matcher(words);
        if (month.matches()) {
            var name = month.group(1) != null ? month.group(1) : month.group(2);
            return WrittenDate.month(name) > 0 ? Cells.MONTH : Cells.TEXT;
        }
        return LIKE_A_DATE.matcher(words).matches() ? Cells.LIKE_A_DATE : Cells.TEXT;
    }

    /** Whether there are four digits that may be a year, of this century or the last; most texts have none. */
    private static boolean hasYear(byte[] text, int from, int to) {
        for (int i = from; i + YEAR_DIGITS <= to; i++) {
            boolean begins = (text[i] == '1' && text[i + 1] == '9') || (text[i] == '2' && text[i + 1] == '0');
            if (begins && CellReader.isDigit(text[i + 2]) && CellReader.isDigit(text[i + 3])) {
                return true;
            }
        }
        return false;
    }

    /** Hours may be more than a day has, as in lengths of time. */
    private boolean isTime() {
        if (number(1, 3) < 0 || !next(':') || !isSixtieth()) {
            return false;
        }
        if (next(':') && !isSixtieth()) {
            return false;
        }
        if (next('.') && number(1, 9) < 0) {
            return false;
        }
        return isHalfOfDay();
    }

    private boolean isSixtieth() {
        int value = number(2, 2);
        return value >= 0 && value < BELOW_A_MINUTE;
    }

    /** Nothing more, or AM or PM. */
    private boolean isHalfOfDay() {
        next(' ');
        return at == to || (to - at == 2 && (CellReader.is(text, at, "am") || CellReader.is(text, at, "pm")));
    }

    /** The year, of four digits, in front or behind. */
    private boolean isMonth() {
        int first = number(1, 4);
        if (first < 0 || !(next('-') || next('/'))) {
            return false;
        }
        int second = number(1, 4);
        boolean whole = second >= 0 && at == to;
        return whole && (isYear(first) ? isMonth(second) : isMonth(first) && isYear(second));
    }

    private static boolean isYear(int number) {
        return number > 999;
    }

    private static boolean isMonth(int number) {
        return number >= 1 && number <= MONTHS;
    }

    private boolean next(char mark) {
        boolean found = at < to && text[at] == mark;
        at += found ? 1 : 0;
        return found;
    }

    /** -1 where there are too few digits. What is beyond the most is left for what follows. */
    private int number(int fewest, int most) {
        int value = 0;
        int begin = at;
        while (at < to && at - begin < most && CellReader.isDigit(text[at])) {
            value = value * 10 + text[at] - '0';
            at++;
        }
        return at - begin < fewest ? -1 : value;
    }
}
