package dev.millrace.training.run;

import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobChange;
import dev.millrace.training.pipeline.Alert;
import dev.millrace.training.run.RunReport.Result;
import dev.millrace.training.run.RunReport.Status;
import dev.millrace.training.run.RunReport.Summary;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The changes with which a run is over. Pure; each refers to a run that was not over before. */
class EndRun {

    /** Warnings that are kept of a run: a table may have thousands of columns, and each may have one. */
    private static final int WARNINGS = 100;

    private final RunAnnouncements announcements;
    private final Runs rows;

    EndRun(RunAnnouncements announcements, Runs rows) {
        this.announcements = announcements;
        this.rows = rows;
    }

    Decision<TrainingRun> trained(@Nullable TrainingRun run, TrainedModel model, int attempt, Instant now) {
        if (run == null || run.isOver()) {
            return Decision.ignore("the run is over");
        }
        var learned = model.learned();
        var warnings = learned.warnings().stream().limit(WARNINGS).toList();
        var ended = run.ended(
                Status.TRAINED,
                attempt,
                new Result(
                        now,
                        null,
                        learned.recipe().trainer(),
                        learned.packageDigest().hex(),
                        model.task().data().manifest().hex(),
                        learned.metrics().test(),
                        new Summary(
                                learned.target(),
                                learned.metrics().baseline(),
                                learned.facts(),
                                learned.features().stream()
                                        .limit(Summary.FEATURES)
                                        .toList(),
                                learned.comparison().better(),
                                learned.selection()),
                        warnings));
        var alert = model.alert().map(announcements::raised);
        return alert.isEmpty()
                ? change(ended, "run.trained", announcements.trained(model), announcements.ended(ended, model.took()))
                : change(
                        ended,
                        "run.trained",
                        announcements.trained(model),
                        alert.get(),
                        announcements.ended(ended, model.took()));
    }

    Decision<TrainingRun> failed(@Nullable TrainingRun run, Failure failure, Instant now) {
        if (run == null || run.isOver()) {
            return Decision.ignore("the run is over");
        }
        var ended =
                run.ended(Status.FAILED, failure.attempt(), Result.withoutModel(now, failure.code(), failure.detail()));
        var alert = new Alert(
                run.pipeline(),
                Alert.Code.RUN_FAILED,
                failure.code() + ": " + failure.detail(),
                "run " + run.runId(),
                run.lineage());
        return change(ended, "run.failed", announcements.raised(alert), announcements.ended(ended, failure.took()));
    }

    /** Why a run made no model. */
    record Failure(String code, String detail, int attempt, Duration took) {}

    Decision<TrainingRun> cancelled(TrainingRun run, String by, Instant now) {
        if (run.isOver()) {
            return Decision.refuse("RUN_OVER", "Run %s is %s".formatted(run.runId(), run.status()));
        }
        var detail = "run %s was cancelled by %s".formatted(run.runId(), by);
        var ended = run.ended(Status.CANCELLED, 0, Result.withoutModel(now, null, detail));
        return change(ended, "run.cancelled", announcements.ended(ended, Duration.ZERO))
                .with(new JobChange.Clear());
    }

    private Decision.Apply<TrainingRun> change(TrainingRun ended, String action, Announcement<?>... told) {
        return Decision.apply(ended, action, told).storing(rows.row(ended));
    }
}
