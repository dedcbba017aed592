package dev.millrace.console.pipeline;

import dev.millrace.console.page.Show;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Lengths of time as services write them, for people. */
final class Periods {

    private Periods() {}

    static String written(@Nullable String period) {
        try {
            return period == null
                    ? Show.NOTHING
                    : new Show(ZoneOffset.UTC, Instant.EPOCH)
                            .duration(Duration.parse(period).toMillis());
        } catch (DateTimeException e) {
            return period;
        }
    }
}
