package dev.millrace.values;

import java.time.Month;
import java.time.Year;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date as people and web servers write it, perhaps with a time of day: 1/31/2011, 31.01.2011, 2011/01/31, Jun 12 1998, 12 June 1998,
 * 10/Oct/2000:13:55:36 -0700. A year of two digits, as in 31.01.24 or 12-Jun-98, is one of 1969 to 2068, as POSIX has it; numbers with
 * hyphens must have the whole year.
 *
 * @param first day or month where the order is not clear; else the month
 * @param second month or day; else the day
 * @param ordered whether it is clear that the month comes first
 * @param mark between the numbers: a slash, a point or a hyphen; meaningless where the order is clear
 * @param shortYear whether the year has two digits
 * @param time of day in ISO 8601, empty where there is none
 * @param offset of the time from UTC in ISO 8601, empty where none is said
 */
public record WrittenDate(
        int year, int first, int second, boolean ordered, char mark, boolean shortYear, String time, String offset) {

    private static final int MONTHS_A_YEAR = 12;
    private static final int SHORTEST = 6;
    private static final int LONGEST = 40;

    /** Of two digits, the first year that belongs to the century before. */
    private static final int LAST_CENTURY = 69;

    private static final String TIME = "(?:(?:,? |T)(\\d{1,2}):(\\d{2})(?::(\\d{2})(\\.\\d{1,6})?)? ?([AaPp][Mm])?)?";
    private static final Pattern NUMBERS =
            Pattern.compile("(\\d{1,4})([/.-])(\\d{1,2})\\2(\\d{1,4})" + TIME, Pattern.DOTALL);
    private static final Pattern MONTH_NAMED = Pattern.compile("([A-Za-z]{3,9})\\.? (\\d{1,2}),? (\\d{4})" + TIME);
    private static final Pattern DAY_NAMED =
            Pattern.compile("(\\d{1,2})[ -]([A-Za-z]{3,9})\\.?,?[ -](\\d{4}|\\d{2})" + TIME);
    private static final Pattern LOGGED = Pattern.compile(
            "(\\d{2})/([A-Za-z]{3})/(\\d{4}):(\\d{2}):(\\d{2}):(\\d{2})(\\.\\d{1,6})?(?: ([+-](?:0\\d|1[0-5])[0-5]\\d))?");
    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    /** Empty where the text is no date. */
    public static Optional<WrittenDate> of(String text) {
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            return Optional.empty();
        }
        var numbers = NUMBERS.matcher(text);
        if (numbers.matches()) {
            return ofNumbers(numbers);
        }
        var month = MONTH_NAMED.matcher(text);
        if (month.matches()) {
            return certain(month, 3, month(month.group(1)), number(month, 2), time(month, 4));
        }
        var day = DAY_NAMED.matcher(text);
        if (day.matches()) {
            return certain(day, 3, month(day.group(2)), number(day, 1), time(day, 4));
        }
        var logged = LOGGED.matcher(text);
        return logged.matches() ? ofLog(logged) : Optional.empty();
    }

    private static Optional<WrittenDate> ofLog(Matcher matcher) {
        var time = time(
                number(matcher, 4),
                number(matcher, 5),
                number(matcher, 6),
                matcher.group(7) == null ? "" : matcher.group(7));
        var offset = matcher.group(8) == null
                ? ""
                : matcher.group(8).substring(0, 3) + ":" + matcher.group(8).substring(3);
        return certain(matcher, 3, month(matcher.group(2)), number(matcher, 1), time)
                .map(date ->
                        new WrittenDate(date.year, date.first, date.second, true, date.mark, false, date.time, offset));
    }

    /** In which orders of its numbers this is a date. Where the order is clear it is one in both. */
    public Set<DateOrder> orders() {
        if (ordered || (first <= MONTHS_A_YEAR && second <= MONTHS_A_YEAR)) {
            return EnumSet.allOf(DateOrder.class);
        }
        return EnumSet.of(first > MONTHS_A_YEAR ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST);
    }

    /** As in ISO 8601. */
    public String plain(DateOrder order) {
        boolean dayFirst = !ordered && order == DateOrder.DAY_FIRST;
        var date = String.format(
                Locale.ROOT, "%04d-%02d-%02d", year, dayFirst ? second : first, dayFirst ? first : second);
        return time.isEmpty() ? date : date + " " + time + offset;
    }

    private static Optional<WrittenDate> ofNumbers(Matcher matcher) {
        boolean yearFirst = matcher.group(1).length() == 4;
        boolean shortYear =
                !yearFirst && matcher.group(4).length() == 2 && matcher.group(2).charAt(0) != '-';
        if (yearFirst == (matcher.group(4).length() == 4 || shortYear)
                || (yearFirst ? matcher.group(4) : matcher.group(1)).length() > 2) {
            return Optional.empty();
        }
        var time = time(matcher, 5);
        if (yearFirst) {
            return certain(matcher, 1, number(matcher, 3), number(matcher, 4), time);
        }
        int year = year(matcher, 4);
        int first = number(matcher, 1);
        int second = number(matcher, 3);
        boolean possible = isDate(year, first, second) || isDate(year, second, first);
        return time == null || !possible
                ? Optional.empty()
                : Optional.of(new WrittenDate(
                        year, first, second, false, matcher.group(2).charAt(0), shortYear, time, ""));
    }

    private static Optional<WrittenDate> certain(
            Matcher matcher, int group, int month, int day, @Nullable String time) {
        int year = year(matcher, group);
        return time != null && isDate(year, month, day)
                ? Optional.of(new WrittenDate(
                        year, month, day, true, ' ', matcher.group(group).length() == 2, time, ""))
                : Optional.empty();
    }

    private static int year(Matcher matcher, int group) {
        int year = number(matcher, group);
        return matcher.group(group).length() != 2 ? year : year < LAST_CENTURY ? 2000 + year : 1900 + year;
    }

    /** Whether the calendar has such a day. */
    public static boolean isDate(int year, int month, int day) {
        return year >= 1
                && month >= 1
                && month <= MONTHS_A_YEAR
                && day >= 1
                && day <= Month.of(month).length(Year.isLeap(year));
    }

    /** The month of this name or of its first letters, 0 where there is none. */
    public static int month(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        for (int i = 0; i < MONTHS.size(); i++) {
            if (MONTHS.get(i).equals(lower)
                    || MONTHS.get(i).substring(0, 3).equals(lower)
                    || (lower.equals("sept") && i == 8)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Empty where there is none, null where it is impossible. */
    private static @Nullable String time(Matcher matcher, int group) {
        if (matcher.group(group) == null) {
            return "";
        }
        int hour = number(matcher, group);
        int minute = number(matcher, group + 1);
        int second = matcher.group(group + 2) == null ? 0 : number(matcher, group + 2);
        var fraction = matcher.group(group + 3) == null ? "" : matcher.group(group + 3);
        var half = matcher.group(group + 4);
        if (half != null && (hour < 1 || hour > 12)) {
            return null;
        }
        int shifted = half == null ? hour : hour % 12 + (half.equalsIgnoreCase("pm") ? 12 : 0);
        return time(shifted, minute, second, fraction);
    }

    private static @Nullable String time(int hour, int minute, int second, String fraction) {
        return hour > 23 || minute > 59 || second > 59
                ? null
                : String.format(Locale.ROOT, "%02d:%02d:%02d%s", hour, minute, second, fraction);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
