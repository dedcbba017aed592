package dev.millrace.training.pipeline;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** A run's name: its pipeline and its number there, so that whoever has the name finds the pipeline. */
public record RunId(String pipeline, int number) {

    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9._-]{0,62})-([1-9][0-9]{0,8})");

    /** Reads a name; empty where it is none. */
    public static Optional<RunId> parse(String text) {
        var matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new RunId(matcher.group(1), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** Lower than {@link #order} of all runs that were asked for at this time or later, and higher than that of all others. */
    public static String orderFrom(Instant requestedAt) {
        return "%017d".formatted(ChronoUnit.MICROS.between(Instant.EPOCH, requestedAt));
    }

    /** A text by which the runs of all pipelines sort in the order in which they were asked for. */
    public String order(Instant requestedAt) {
        return orderFrom(requestedAt) + "/" + this;
    }

    @Override
    public String toString() {
        return pipeline + "-" + number;
    }
}
