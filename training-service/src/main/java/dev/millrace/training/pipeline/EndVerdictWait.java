package dev.millrace.training.pipeline;

import dev.millrace.messaging.AggregateStore.Decider;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobClaim;
import dev.millrace.messaging.JobWorker;
import dev.millrace.messaging.Lineage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Starts the run that waits for a verdict which did not come in time. */
class EndVerdictWait implements JobWorker<Pipeline> {

    private final StartWaitingRun startWaitingRun;

    EndVerdictWait(StartWaitingRun startWaitingRun) {
        this.startWaitingRun = startWaitingRun;
    }

    @Override
    public AggregateType<Pipeline> type() {
        return Pipeline.TYPE;
    }

    @Override
    public int concurrency() {
        return 1;
    }

    @Override
    public void run(JobClaim<Pipeline> claim) {
        claim.complete(lineage(claim.state()), this::start);
    }

    @Override
    public Decider<Pipeline> exhausted(String jobId, String reason) {
        return this::start;
    }

    private Decision<Pipeline> start(@Nullable Pipeline pipeline) {
        return pipeline == null
                        || pipeline.runs().active() != null
                        || pipeline.runs().waiting() == null
                ? Decision.ignore("no run waits for a verdict")
                : startWaitingRun.withoutVerdict(pipeline, "verdict.missed");
    }

    @Override
    public Lineage lineage(Pipeline pipeline) {
        return Objects.requireNonNull(pipeline.runs().waiting(), "the job stands for a run that waits")
                .lineage();
    }
}
