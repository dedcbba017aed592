package dev.millrace.training.pipeline;

import dev.millrace.messaging.AggregateStore.Decider;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobClaim;
import dev.millrace.messaging.JobWorker;
import dev.millrace.messaging.Lineage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Does what a pipeline has waited for until its time came: starts the run that waits for a verdict which did not come, or decides
 * again on what was put off.
 */
class WakePipeline implements JobWorker<Pipeline> {

    private final StartWaitingRun startWaitingRun;
    private final DecideTrigger decideTrigger;

    WakePipeline(StartWaitingRun startWaitingRun, DecideTrigger decideTrigger) {
        this.startWaitingRun = startWaitingRun;
        this.decideTrigger = decideTrigger;
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
        claim.complete(lineage(claim.state()), this::wake);
    }

    @Override
    public Decider<Pipeline> exhausted(String jobId, String reason) {
        return this::wake;
    }

    private Decision<Pipeline> wake(@Nullable Pipeline pipeline) {
        if (pipeline == null || pipeline.runs().active() != null) {
            return Decision.ignore("a run is active");
        }
        if (pipeline.runs().waiting() != null) {
            return startWaitingRun.withoutVerdict(pipeline, "verdict.missed");
        }
        var putOff = pipeline.putOff();
        return putOff == null
                ? Decision.ignore("nothing waits and nothing was put off")
                : decideTrigger.again(pipeline, putOff);
    }

    @Override
    public Lineage lineage(Pipeline pipeline) {
        var waiting = pipeline.runs().waiting();
        if (waiting != null) {
            return waiting.lineage();
        }
        return Objects.requireNonNull(pipeline.putOff(), "the job stands for what waits or was put off")
                .lineage();
    }
}
