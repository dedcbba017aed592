package dev.millrace.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Times that users ask about. */
public final class Times {

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Times() {}

    /**
     * The time, if it can be one of ours; null where none was given.
     *
     * @throws Problem 400 PARAMETER_RANGE where nothing can have happened then
     */
    public static @Nullable Instant checked(String parameter, @Nullable Instant time) {
        if (time != null && (time.isBefore(FIRST) || time.isAfter(LAST))) {
            throw new Problem(
                            HttpStatus.BAD_REQUEST,
                            "PARAMETER_RANGE",
                            "%s is a time from %s to %s".formatted(parameter, FIRST, LAST))
                    .with("pointer", parameter);
        }
        return time;
    }
}
