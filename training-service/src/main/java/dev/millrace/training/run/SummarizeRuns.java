package dev.millrace.training.run;

import dev.millrace.messaging.summary.Attention;
import dev.millrace.messaging.summary.SummarySource;
import dev.millrace.training.run.RunReport.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** Tells how many runs are open, and what became of those that were asked for within a day. */
class SummarizeRuns implements SummarySource {

    private static final Duration LATELY = Duration.ofHours(24);

    private final Runs runs;
    private final Clock clock;

    SummarizeRuns(Runs runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    @Override
    public Share of(String project, int most) {
        var lately = clock.instant().minus(LATELY);
        return Share.of(
                Map.of(
                        "runsOpen",
                        runs.count(project, Status.REQUESTED, Instant.EPOCH),
                        "runsTrained",
                        runs.count(project, Status.TRAINED, lately),
                        "runsFailed",
                        runs.count(project, Status.FAILED, lately),
                        "runsCancelled",
                        runs.count(project, Status.CANCELLED, lately)),
                runs.find(project, RunFilter.of(Status.FAILED, lately), RunFilter.NEWEST, most).stream()
                        .map(SummarizeRuns::failed)
                        .toList());
    }

    private static Attention failed(RunReport run) {
        var result = run.result();
        return new Attention(
                Attention.Severity.BAD,
                "RUN_FAILED",
                "run",
                run.run(),
                null,
                Objects.requireNonNullElse(result.endedAt(), run.request().requestedAt()),
                "run %s failed: %s %s".formatted(run.run(), result.code(), result.detail()));
    }
}
