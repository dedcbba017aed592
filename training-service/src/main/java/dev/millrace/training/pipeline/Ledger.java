package dev.millrace.training.pipeline;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts what runs cost, and for how long a model served whose world had moved. */
final class Ledger {

    private int runs;
    private int assumed;
    private Duration training = Duration.ZERO;
    private Duration stale = Duration.ZERO;
    private @Nullable Instant staleSince;

    void drifted(Instant at) {
        staleSince = staleSince == null ? at : staleSince;
    }

    void ended(Duration took, boolean isAssumed) {
        runs++;
        assumed += isAssumed ? 1 : 0;
        training = training.plus(took);
    }

    /** A model came into service, whose run was asked for at a time: later than the drift, it has seen the new world. */
    void served(Instant askedAt, Instant at) {
        if (staleSince != null && !askedAt.isBefore(staleSince)) {
            stale = stale.plus(Duration.between(staleSince, at));
            staleSince = null;
        }
    }

    BacktestReport.Totals totals(Instant until) {
        var open = staleSince == null ? Duration.ZERO : Duration.between(staleSince, until);
        return new BacktestReport.Totals(runs, assumed, training, stale.plus(open));
    }
}
