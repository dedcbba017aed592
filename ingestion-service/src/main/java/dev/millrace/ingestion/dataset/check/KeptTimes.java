package dev.millrace.ingestion.dataset.check;

/** Recognises times of day and months, which are kept as texts because no type holds them. */
final class KeptTimes {

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
        return new KeptTimes(text, from, to).isMonth() ? Cells.MONTH : Cells.TEXT;
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
