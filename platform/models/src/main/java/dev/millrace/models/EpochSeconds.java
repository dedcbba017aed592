package dev.millrace.models;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Dates and times as a model takes them: seconds since 1 January 1970, 0:00. Times with an offset are converted to UTC, as
 * they are in stored data; times without one are taken as they stand.
 */
public final class EpochSeconds {

    private static final int LONGEST = 40;
    private static final double SECONDS_A_DAY = 86_400;
    private static final int MICROS = 1_000_000;
    private static final int NANOS_A_MICRO = 1_000;

    /** As people write dates; the last two mean different days, unless only one of them is possible. */
    private static final List<DateTimeFormatter> WRITTEN = List.of(
            form("uuuu-M-d"),
            form("uuuu/M/d"),
            form("d.M.uuuu"),
            form("MMM d uuuu"),
            form("MMM d, uuuu"),
            form("MMMM d uuuu"),
            form("MMMM d, uuuu"),
            form("d MMM uuuu"),
            form("d MMMM uuuu"),
            form("d-MMM-uuuu"),
            form("M/d/uuuu"),
            form("d/M/uuuu"));

    private EpochSeconds() {}

    /** Empty where the text is no date, or could be two. */
    public static OptionalDouble of(String text) {
        if (text.length() > LONGEST) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(iso(text));
        } catch (DateTimeException other) {
            return written(text.strip());
        }
    }

    /** In ISO 8601: a date where the time of day is midnight, else a date and a time. */
    public static String text(double seconds) {
        double whole = Math.floor(seconds);
        long micros = Math.round((seconds - whole) * MICROS);
        var time = LocalDateTime.ofEpochSecond((long) whole, 0, ZoneOffset.UTC).plusNanos(micros * NANOS_A_MICRO);
        return seconds % SECONDS_A_DAY == 0 ? time.toLocalDate().toString() : time.toString();
    }

    private static double iso(String text) {
        if (text.length() <= 10) {
            return LocalDate.parse(text).toEpochDay() * SECONDS_A_DAY;
        }
        String marked = text.charAt(10) == ' ' ? text.substring(0, 10) + "T" + text.substring(11) : text;
        int sign = Math.max(marked.lastIndexOf('+'), marked.lastIndexOf('-'));
        boolean offset = marked.endsWith("Z") || sign > 10;
        return of(
                offset
                        ? OffsetDateTime.parse(marked)
                                .withOffsetSameInstant(ZoneOffset.UTC)
                                .toLocalDateTime()
                        : LocalDateTime.parse(marked));
    }

    private static double of(LocalDateTime time) {
        var instant = time.toInstant(ZoneOffset.UTC);
        return instant.getEpochSecond() + instant.getNano() / 1e9;
    }

    private static OptionalDouble written(String text) {
        double[] meant = WRITTEN.stream()
                .flatMap(form -> parsed(form, text).stream())
                .mapToDouble(EpochSeconds::of)
                .distinct()
                .toArray();
        return meant.length == 1 ? OptionalDouble.of(meant[0]) : OptionalDouble.empty();
    }

    private static Optional<LocalDateTime> parsed(DateTimeFormatter form, String text) {
        try {
            return Optional.of(time(form.parse(text)));
        } catch (DateTimeException another) {
            return Optional.empty();
        }
    }

    private static LocalDateTime time(TemporalAccessor parsed) {
        var time = parsed.query(TemporalQueries.localTime());
        var date = LocalDate.from(parsed);
        return time == null ? date.atStartOfDay() : date.atTime(time);
    }

    /** A date, perhaps with a time of day, by a clock of twelve hours or of 24. */
    private static DateTimeFormatter form(String date) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(date + "[[','][' ']['T'][h:mm[:ss][' ']a][H:mm[:ss]]]")
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
