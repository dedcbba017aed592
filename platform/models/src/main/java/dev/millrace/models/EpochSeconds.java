package dev.millrace.models;

import dev.millrace.values.WrittenDate;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times as a model takes them: seconds since 1 January 1970, 0:00. Times with an offset are converted to UTC, as
 * they are in stored data; times without one are taken as they stand.
 */
public final class EpochSeconds {

    private static final int LONGEST = 40;
    private static final double SECONDS_A_DAY = 86_400;
    private static final int MICROS = 1_000_000;
    private static final int NANOS_A_MICRO = 1_000;

    /** As databases write it too: perhaps behind a blank, without a colon, or in letters. */
    private static final Pattern OFFSET = Pattern.compile(" ?(?:Z|UTC|GMT|([+-]\\d{2})(?::?(\\d{2}))?)$");

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
        var marked = text.charAt(10) == ' ' ? text.substring(0, 10) + "T" + text.substring(11) : text;
        var offset = OFFSET.matcher(marked);
        return offset.find(11)
                ? of(LocalDateTime.parse(marked.substring(0, offset.start()))
                        .minusSeconds(seconds(offset.group(1), offset.group(2))))
                : of(LocalDateTime.parse(marked));
    }

    /** East of UTC; both null for UTC itself. */
    private static int seconds(@Nullable String hours, @Nullable String minutes) {
        return hours == null
                ? 0
                : ZoneOffset.of(hours + ":" + (minutes == null ? "00" : minutes))
                        .getTotalSeconds();
    }

    private static double of(LocalDateTime time) {
        var instant = time.toInstant(ZoneOffset.UTC);
        return instant.getEpochSecond() + instant.getNano() / 1e9;
    }

    /** Where day and month could change places, the text could mean two dates. */
    private static OptionalDouble written(String text) {
        double[] meant = WrittenDate.of(text).stream()
                .flatMap(date -> date.orders().stream().map(date::plain))
                .mapToDouble(EpochSeconds::iso)
                .distinct()
                .toArray();
        return meant.length == 1 ? OptionalDouble.of(meant[0]) : OptionalDouble.empty();
    }
}
