package dev.millrace.training.pipeline;

import dev.millrace.messaging.JobChange;
import java.time.Instant;
import java.util.Optional;

/**
 * What follows once no run is active: the one that waited has its turn, unless the breaker is open or the day's budget is spent.
 * Cool-down does not hold it back, because its triggers were admitted while a run was active. While the verdict about the model
 * before is awaited it goes on waiting, and the pipeline's job is the alarm clock that ends this. Pure.
 */
record NextRun(Pipeline pipeline, Optional<TriggerDecision> decision, JobChange job) {

    /** @param ended the pipeline without an active run, and with the end of that run in its past */
    static NextRun after(Situation ended) {
        var pipeline = ended.pipeline();
        var waiting = pipeline.runs().waiting();
        if (waiting == null) {
            return new NextRun(pipeline, Optional.empty(), new JobChange.Clear());
        }
        if (ended.verdictUntil() != null) {
            return new NextRun(pipeline, Optional.empty(), alarm(pipeline, waiting, ended.verdictUntil()));
        }
        return TriggerPolicy.noData(ended)
                .or(() -> waiting.reason() == Reason.MANUAL ? Optional.empty() : Restraint.stillHeldBack(ended))
                .map(no -> refuse(pipeline, waiting, no))
                .orElseGet(() -> start(ended, waiting));
    }

    /** The job that ends the wait for a verdict. */
    static JobChange alarm(Pipeline pipeline, RunRequest waiting, Instant at) {
        return new JobChange.Request(pipeline.project() + "/" + pipeline.runId(waiting), at);
    }

    private static NextRun refuse(Pipeline pipeline, RunRequest waiting, TriggerPolicy.No no) {
        var idle = pipeline.withRuns(pipeline.runs().waitingFor(null));
        var answer = TriggerDecision.Suppressed.of(waiting, no);
        var champion = pipeline.champion();
        var trigger = waiting.trigger(champion == null ? null : champion.version());
        if (!PutOff.takes(trigger, answer)) {
            return new NextRun(idle, Optional.of(answer), new JobChange.Clear());
        }
        var putOff = PutOff.of(null, trigger, answer);
        return new NextRun(idle.withPutOff(putOff), Optional.of(answer), Answer.lookAgain(idle, putOff));
    }

    private static NextRun start(Situation ended, RunRequest waiting) {
        var data = ended.readable();
        var run = ActiveRun.of(waiting, ended.definition(), data);
        return new NextRun(
                ended.pipeline().withRuns(ended.pipeline().runs().starting(run)),
                Optional.of(new TriggerDecision.Started(
                        waiting, data, TriggerPolicy.described(ended) + "; it waited for the run before it")),
                new JobChange.Clear());
    }
}
