package dev.millrace.training.run;

import dev.millrace.messaging.JobChange;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What follows the end of a run: the one that waited has its turn, unless the breaker is open or the day's budget spent.
 * Cool-down does not hold it back, because its triggers were admitted while a run was active. Pure.
 */
record NextRun(Pipeline pipeline, Optional<TriggerDecision> decision, JobChange job) {

    /** @param ended with the active run still in place, but its end in the history */
    static NextRun after(Pipeline ended, Instant now) {
        Run waiting = ended.waiting();
        if (waiting == null) {
            return new NextRun(ended.withRuns(null, null), Optional.empty(), new JobChange.Clear());
        }
        Definition definition = Objects.requireNonNull(ended.definition(), "a run needs a definition");
        if (ended.known().isEmpty()) {
            return refuse(ended, waiting, Suppression.NOT_ENOUGH_DATA, "the pipeline reads another dataset by now");
        }
        Optional<TriggerPolicy.No> heldBack = waiting.reason() == Reason.MANUAL
                ? Optional.empty()
                : TriggerPolicy.stillHeldBack(
                        ended.history(), definition.parsed().retrain(), now);
        return heldBack.map(no -> refuse(ended, waiting, no.reason(), no.detail()))
                .orElseGet(() -> start(ended, waiting, definition));
    }

    private static NextRun refuse(Pipeline ended, Run waiting, Suppression reason, String detail) {
        return new NextRun(
                ended.withRuns(null, null),
                Optional.of(new TriggerDecision.Suppressed(reason, waiting.causes(), waiting.lineage(), detail)),
                new JobChange.Clear());
    }

    private static NextRun start(Pipeline ended, Run waiting, Definition definition) {
        Run run = waiting.reading(definition, ended.dataset(), ended.known());
        String detail = run.reads() + "; it waited for the run before it";
        return new NextRun(
                ended.withRuns(run, null),
                Optional.of(new TriggerDecision.Started(run, detail)),
                new JobChange.Request(ended.jobId(run)));
    }
}
