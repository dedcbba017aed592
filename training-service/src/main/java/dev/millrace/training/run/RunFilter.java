package dev.millrace.training.run;

import dev.millrace.training.pipeline.Reason;
import dev.millrace.training.pipeline.RunId;
import dev.millrace.training.run.RunReport.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are asked for; what is null does not matter.
 *
 * @param from only those that were asked for at this time or later
 * @param until only those that were asked for before it
 */
public record RunFilter(
        @Nullable Status status,
        @Nullable Reason reason,
        @Nullable String pipeline,
        @Nullable Instant from,
        @Nullable Instant until) {

    /** Sorts behind every {@link RunId#order}. */
    public static final String NEWEST = "~";

    /** Sorts before every {@link RunId#order}. */
    private static final String OLDEST = "";

    static RunFilter of(Status status, Instant from) {
        return new RunFilter(status, null, null, from, null);
    }

    /** Lowest {@link RunId#order} that is asked for. */
    public String lowest() {
        return from == null ? OLDEST : RunId.orderFrom(from);
    }

    /** Whichever is lower, the order before which the page ends or the one up to which is asked. */
    public String below(String before) {
        if (until == null) {
            return before;
        }
        var end = RunId.orderFrom(until);
        return end.compareTo(before) < 0 ? end : before;
    }

    boolean takes(RunReport run) {
        return (status == null || status == run.status())
                && (reason == null || reason == run.request().reason())
                && (pipeline == null || pipeline.equals(run.pipeline()));
    }

    /** Records say of a run that is not over only that it was requested; whether somebody is at work on it, its aggregate says. */
    public @Nullable Status recorded() {
        return status == Status.RUNNING ? Status.REQUESTED : status;
    }
}
