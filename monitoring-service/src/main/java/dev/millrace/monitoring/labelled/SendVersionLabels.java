package dev.millrace.monitoring.labelled;

import dev.millrace.messaging.AggregateStore.Decider;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobChange;
import dev.millrace.messaging.JobClaim;
import dev.millrace.messaging.JobWorker;
import dev.millrace.messaging.Lineage;
import dev.millrace.monitoring.feedback.Label;
import dev.millrace.monitoring.feedback.ScoreLabels;
import dev.millrace.monitoring.feedback.SendLabels;
import dev.millrace.monitoring.labelled.LabelledVersion.RowCounts;
import dev.millrace.monitoring.labelled.LabelledVersion.Status;
import dev.millrace.web.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the labels of a version on, some rows at a time. Whoever takes over after a process that died sends those rows once more that
 * it did not get to count; their labels are the same events again, and are told as repeated. Rows of unknown predictions are looked at
 * once more later: behind an outage, labels may be read before their predictions are.
 */
class SendVersionLabels implements JobWorker<LabelledVersion> {

    static final String JOB = "labels";
    static final int ROWS_TOGETHER = 1000;

    private static final Logger log = LoggerFactory.getLogger(SendVersionLabels.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** As long as single labels wait for their predictions. */
    private static final Duration WAIT_FOR_PREDICTIONS = ScoreLabels.PATIENCE;

    private final LabelledRows rows;
    private final ReadLabels readLabels;
    private final SendLabels sendLabels;

    SendVersionLabels(LabelledRows rows, ReadLabels readLabels, SendLabels sendLabels) {
        this.rows = rows;
        this.readLabels = readLabels;
        this.sendLabels = sendLabels;
    }

    @Override
    public AggregateType<LabelledVersion> type() {
        return LabelledVersion.TYPE;
    }

    @Override
    public int concurrency() {
        return 1;
    }

    @Override
    public void run(JobClaim<LabelledVersion> claim) {
        var version = claim.state();
        ReadLabels.Page page;
        try (var open = rows.open(version.parts())) {
            page = readLabels.read(version, open, ROWS_TOGETHER);
        }
        var counts = page.leftOut();
        try {
            for (var labels : page.labels().entrySet()) {
                counts = counts.plus(sent(version, labels.getKey(), labels.getValue()));
            }
        } catch (Problem brokerIsAway) {
            claim.postpone(PAUSE);
            return;
        }
        claim.progress("sent", 1, Map.of());
        var after = version.after(page.rows(), counts);
        claim.complete(lineage(version), _ -> page.rows() < ROWS_TOGETHER ? ended(after) : goingOn(after, null));
    }

    private RowCounts sent(LabelledVersion version, String model, List<Label> labels) {
        long accepted = sendLabels.send(version.project(), model, labels).stream()
                .filter(SendLabels.Receipt::accepted)
                .count();
        return new RowCounts(accepted, 0, 0, labels.size() - accepted);
    }

    private static Decision<LabelledVersion> ended(LabelledVersion version) {
        return version.isAgain() || version.counts().unknownPrediction() == 0
                ? Decision.apply(version.ended(Status.SENT), "labels.sent")
                : goingOn(version.waiting(), version.foundAt().plus(WAIT_FOR_PREDICTIONS));
    }

    private static Decision<LabelledVersion> goingOn(LabelledVersion version, @Nullable Instant at) {
        return Decision.apply(version, "labels.sent").with(new JobChange.Request(JOB, at));
    }

    @Override
    public Decider<LabelledVersion> exhausted(String jobId, String reason) {
        return state -> {
            var version = Objects.requireNonNull(state);
            log.error("The labels of version {} of {} were given up: {}", version.version(), version.dataset(), reason);
            return Decision.apply(version.ended(Status.FAILED), "labels.failed");
        };
    }

    @Override
    public Lineage lineage(LabelledVersion version) {
        return new Lineage(
                "labels-" + LabelledVersion.id(version.project(), version.dataset(), version.version()), null, 0);
    }
}
