package dev.millrace.training.pipeline;

import dev.millrace.messaging.JobChange;
import dev.millrace.training.pipeline.TriggerDecision.Merged;
import dev.millrace.training.pipeline.TriggerDecision.Started;
import dev.millrace.training.pipeline.TriggerDecision.Suppressed;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a trigger changes: the policy's decision, what becomes of triggers that were put off before, and when the pipeline looks
 * again. Pure.
 *
 * @param decisions about the trigger and, where it lets them be decided too, about those put off; in the order to tell them
 * @param asked the decision with which people are asked for data; empty where they are not, or were before
 */
record Answer(Pipeline pipeline, List<TriggerDecision> decisions, JobChange job, Optional<Suppressed> asked) {

    Answer {
        decisions = List.copyOf(decisions);
    }

    static Answer to(Trigger trigger, Situation before, TriggerPolicy policy) {
        var situation = before.with(before.pipeline().heard(trigger));
        var decision = policy.decide(situation, trigger);
        var putOff = situation.pipeline().putOff();
        boolean bringsData = trigger instanceof Trigger.NewData
                && decision instanceof Suppressed no
                && (no.reason() == Suppression.NOT_ENOUGH_DATA || no.reason() == Suppression.NOT_TRIGGERED);
        return bringsData && putOff != null && putOff.waitsForData()
                ? withDrift(trigger, decision, putOff, situation, policy)
                : of(situation, trigger, decision);
    }

    /** The triggers that were put off are decided on again, because their time has come. */
    static Answer again(PutOff putOff, Situation situation, TriggerPolicy policy) {
        var pipeline = situation.pipeline();
        var trigger = putOff.trigger(pipeline);
        var decision = policy.decide(situation.with(pipeline.withPutOff(null)), trigger);
        return decision instanceof Suppressed no && !PutOff.takes(trigger, no)
                ? plain(pipeline.withPutOff(null), no, new JobChange.Keep())
                : of(situation.with(pipeline.withPutOff(putOff.whenDataCome())), trigger, decision);
    }

    /** Data that start nothing by themselves are what a drift has waited for. */
    private static Answer withDrift(
            Trigger data, TriggerDecision alone, PutOff putOff, Situation situation, TriggerPolicy policy) {
        var drift = again(putOff, situation, policy);
        var decision = drift.decisions.getFirst();
        var run = switch (decision) {
            case Started started -> started.run();
            case Merged merged -> merged.waiting();
            case Suppressed _ -> null;
        };
        if (run == null) {
            return new Answer(drift.pipeline, List.of(alone, decision), drift.job, drift.asked);
        }
        var joined = new Merged(
                run,
                situation.readable(),
                data.causes(),
                data.lineage(),
                "run %s, which a drift before has waited for, reads them"
                        .formatted(situation.pipeline().runId(run)));
        return new Answer(drift.pipeline, List.of(decision, joined), drift.job, Optional.empty());
    }

    private static Answer of(Situation situation, Trigger trigger, TriggerDecision decision) {
        var pipeline = situation.pipeline();
        return switch (decision) {
            case Started started -> {
                var run = ActiveRun.of(started.run(), situation.definition(), started.data());
                yield plain(
                        pipeline.withPutOff(null).withRuns(pipeline.runs().starting(run)),
                        started,
                        new JobChange.Clear());
            }
            case Merged merged -> {
                var waits = pipeline.withPutOff(null).withRuns(pipeline.runs().waitingFor(merged.waiting()));
                yield plain(
                        waits,
                        merged,
                        situation.busy()
                                ? new JobChange.Keep()
                                : NextRun.alarm(
                                        waits, merged.waiting(), Objects.requireNonNull(situation.verdictUntil())));
            }
            case Suppressed no when PutOff.takes(trigger, no) -> putOff(pipeline, trigger, no);
            case Suppressed no -> plain(pipeline, no, new JobChange.Keep());
        };
    }

    private static Answer putOff(Pipeline pipeline, Trigger trigger, Suppressed no) {
        var before = pipeline.putOff();
        var after = PutOff.of(before, trigger, no);
        boolean asks = no.reason() == Suppression.NOTHING_NEW && (before == null || !before.hasAskedFor(trigger));
        return new Answer(
                pipeline.withPutOff(after),
                List.of(no),
                lookAgain(pipeline, after),
                asks ? Optional.of(no) : Optional.empty());
    }

    /** The job that looks again at what was put off. */
    static JobChange lookAgain(Pipeline pipeline, PutOff putOff) {
        return putOff.until() == null
                ? new JobChange.Clear()
                : new JobChange.Request(pipeline.id() + "/again", putOff.until());
    }

    private static Answer plain(Pipeline pipeline, TriggerDecision decision, JobChange job) {
        return new Answer(pipeline, List.of(decision), job, Optional.empty());
    }
}
