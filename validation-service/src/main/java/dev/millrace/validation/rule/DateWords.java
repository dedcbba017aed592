package dev.millrace.validation.rule;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells texts that name a day, a week, a month, a quarter, a year or a time of day, in some languages of Europe. */
final class DateWords {

    private static final Pattern DIGITS =
            Pattern.compile("[0-9]{1,4}([-/.: ][0-9]{1,4}){1,6}|(19|20)[0-9]{2}|[0-9]{1,2}(st|nd|rd|th)?");
    private static final Pattern WORD = Pattern.compile("[\\p{L}]+");
    private static final Pattern PART = Pattern.compile("[qw][0-9]{1,2}|[0-9]{4}[qw][0-9]{1,2}|kw[0-9]{1,2}");
    private static final Set<String> NAMES = names();
    private static final Set<String> WITH_NAMES =
            Set.of("of", "de", "of the", "q", "w", "kw", "week", "st", "nd", "rd", "th", "t", "z", "am", "pm", "utc");

    private DateWords() {}

    /** Whether the text is such a name and no more. */
    static boolean areIn(String text) {
        var lower = text.strip().toLowerCase(Locale.ROOT);
        var words = WORD.matcher(lower).results().map(each -> each.group()).toList();
        if (words.isEmpty()) {
            return DIGITS.matcher(lower).matches() && lower.length() > 2;
        }
        boolean named =
                words.stream().anyMatch(NAMES::contains) || PART.matcher(lower).find();
        return named && words.stream().allMatch(word -> NAMES.contains(word) || WITH_NAMES.contains(word));
    }

    private static Set<String> names() {
        var full = Stream.of("en", "de", "fr", "es", "it", "nl", "pt", "pl")
                .map(Locale::of)
                .flatMap(locale -> names(TextStyle.FULL, locale));
        return Stream.concat(full, names(TextStyle.SHORT, Locale.ENGLISH)).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> names(TextStyle style, Locale locale) {
        var months = Arrays.stream(Month.values())
                .flatMap(month -> Stream.of(
                        month.getDisplayName(style, locale),
                        month.getDisplayName(
                                style == TextStyle.FULL ? TextStyle.FULL_STANDALONE : TextStyle.SHORT_STANDALONE,
                                locale)));
        var days = Arrays.stream(DayOfWeek.values()).map(day -> day.getDisplayName(style, locale));
        return Stream.concat(months, days).map(name -> name.toLowerCase(locale).replace(".", ""));
    }
}
