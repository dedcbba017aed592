package dev.millrace.console.page;

import dev.millrace.console.chart.Numbers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes figures and times in one way for all pages, in the reader's time zone. */
public final class Show {

    /** What stands where there is nothing; never a zero. */
    public static final String NOTHING = Numbers.NONE;

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter OTHER_YEAR = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter WHOLE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int SHORT_ID = 8;
    private static final long MEBIBYTE = 1L << 20;
    private static final long KIBIBYTE = 1 << 10;
    private static final Pattern RANDOM = Pattern.compile("[0-9a-f]{8}");

    private final ZoneId zone;
    private final Instant now;

    public Show(ZoneId zone, Instant now) {
        this.zone = zone;
        this.now = now;
    }

    /** The zone's name, as the header says it. */
    public String zone() {
        var offset = zone.getRules().getOffset(now).getId();
        return offset.equals("Z") ? "UTC" : "UTC" + offset;
    }

    /** In which all times are written. */
    public ZoneId timeZone() {
        return zone;
    }

    /** When the page was made. */
    public String now() {
        return CLOCK.format(now.atZone(zone));
    }

    /** A time of day, with the date where it is not today's. */
    public String time(@Nullable String instant) {
        var at = parsed(instant);
        if (at == null) {
            return NOTHING;
        }
        var there = at.atZone(zone);
        var today = now.atZone(zone);
        if (there.toLocalDate().equals(today.toLocalDate())) {
            return CLOCK.format(there);
        }
        return there.getYear() == today.getYear() ? DAY.format(there) : OTHER_YEAR.format(there);
    }

    /** Hours and minutes, for an axis. */
    public String hour(@Nullable String instant) {
        var at = parsed(instant);
        return at == null ? "" : HOUR.format(at.atZone(zone));
    }

    /** A time of day with milliseconds, for what happens within a cascade. */
    public String millis(@Nullable String instant) {
        var at = parsed(instant);
        return at == null ? NOTHING : MILLIS.format(at.atZone(zone));
    }

    /** The whole time, for a title beside the short one. */
    public String whole(@Nullable String instant) {
        var at = parsed(instant);
        return at == null ? NOTHING : WHOLE.format(at.atZone(zone)) + " " + zone();
    }

    /** Whether it is before the page was made. */
    public boolean isPast(String instant) {
        var at = parsed(instant);
        return at != null && at.isBefore(now);
    }

    /** How long ago; stands beside a time, never alone. */
    public String ago(@Nullable String instant) {
        var at = parsed(instant);
        return at == null ? NOTHING : duration(Duration.between(at, now).abs());
    }

    /** The time from one instant to another. */
    public String between(@Nullable String from, @Nullable String to) {
        var start = parsed(from);
        var end = parsed(to);
        return start == null || end == null ? NOTHING : duration(Duration.between(start, end));
    }

    /** Milliseconds as people say them. */
    public String duration(long millis) {
        return duration(Duration.ofMillis(millis));
    }

    /** A time as services write it, such as {@code PT1H}. */
    public String lasting(@Nullable String time) {
        return time == null ? NOTHING : duration(Duration.parse(time));
    }

    private static String duration(Duration time) {
        var seconds = time.toSeconds();
        if (seconds < 1) {
            return time.toMillis() + " ms";
        }
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        if (time.toHours() < 1) {
            return time.toMinutes() + " min" + more(time.toSecondsPart(), "s");
        }
        if (time.toDays() < 2) {
            return time.toHours() + " h" + more(time.toMinutesPart(), "min");
        }
        return time.toDays() + " d" + more(time.toHoursPart(), "h");
    }

    private static String more(int value, String unit) {
        return value == 0 ? "" : " " + value + " " + unit;
    }

    /** A count with narrow spaces. */
    public String count(@Nullable Number count) {
        return count == null ? NOTHING : Numbers.count(count.longValue());
    }

    /** A difference of counts with its sign. */
    public String more(long difference) {
        return Numbers.more(difference);
    }

    /** A difference of shares with its sign, in points of a hundred. */
    public String points(@Nullable Double difference) {
        return Numbers.points(difference);
    }

    /** A metric with four decimals, tiny ones in powers of ten. */
    public String metric(@Nullable Double value) {
        return Numbers.metric(value);
    }

    /** A difference with its sign. */
    public String difference(@Nullable Double value) {
        return Numbers.difference(value);
    }

    /** A value of a column, as short as it can be. */
    public String value(@Nullable Double value) {
        return Numbers.value(value);
    }

    /** A part of one as a percentage. */
    public String share(@Nullable Double part) {
        return Numbers.share(part);
    }

    /** Bytes in MiB, in KiB where those would be few. */
    public String bytes(@Nullable Long bytes) {
        if (bytes == null) {
            return NOTHING;
        }
        return bytes < MEBIBYTE / 10
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / (double) KIBIBYTE)
                : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) MEBIBYTE);
    }

    /** The first characters of an id, or the last ones where it begins with a word; the whole one stands in a title. */
    public String id(@Nullable String id) {
        if (id == null) {
            return NOTHING;
        }
        if (id.length() <= SHORT_ID) {
            return id;
        }
        return RANDOM.matcher(id).lookingAt() ? id.substring(0, SHORT_ID) : "…" + id.substring(id.length() - SHORT_ID);
    }

    /** So many things of a kind whose name takes an s. */
    public String counted(long count, String one) {
        return count(count) + " " + one + (count == 1 ? "" : "s");
    }

    /** Metrics in the order in which they are shown. */
    public Map<String, Double> ordered(@Nullable Map<String, Double> metrics) {
        return metrics == null ? Map.of() : Metrics.ordered(metrics);
    }

    /** What a code means; null where it is not explained. */
    public Codes.@Nullable Meaning meaning(@Nullable String code) {
        return Codes.of(code);
    }

    /** Which kind of status a code is. */
    public Mark mark(@Nullable String code) {
        return Mark.of(code);
    }

    private static @Nullable Instant parsed(@Nullable String instant) {
        try {
            return instant == null || instant.isBlank() ? null : Instant.parse(instant);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
