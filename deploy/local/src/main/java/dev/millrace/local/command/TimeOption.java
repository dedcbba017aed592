package dev.millrace.local.command;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length of time as people write it: {@code 300}, {@code 300s}, {@code 5m}, {@code 1h} or {@code 30d}. */
final class TimeOption implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,7}(?:\\.[0-9]{1,3})?)(ms|s|m|h|d)?");

    @Override
    public Duration convert(String text) {
        var match = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!match.matches()) {
            throw new TypeConversionException("'" + text + "' is no length of time; say 300, 300s, 5m, 1h or 30d");
        }
        double number = Double.parseDouble(match.group(1));
        var unit = match.group(2) == null ? "s" : match.group(2);
        long millis = Math.round(number
                * switch (unit) {
                    case "ms" -> 1;
                    case "m" -> 60_000;
                    case "h" -> 3_600_000;
                    case "d" -> 86_400_000;
                    default -> 1_000;
                });
        return Duration.ofMillis(millis);
    }
}
