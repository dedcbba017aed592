package dev.millrace.training.run;

import dev.millrace.pipelines.PipelineSpec.Retrain;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides what a trigger leads to: SERIAL_LATEST_ONLY. One run is active and never killed, one waits and takes in
 * whatever comes meanwhile. Pure. docs/training.md has the rules in words.
 */
record TriggerPolicy(int hopLimit) {

    /** @param pipeline with the trigger's data among the known ones */
    TriggerDecision decide(Pipeline pipeline, Definition definition, Trigger trigger, Instant now) {
        Retrain policy = definition.parsed().retrain();
        boolean first = pipeline.history().trained() == null;
        return refusal(pipeline, policy, trigger)
                .or(() -> pipeline.active() != null ? busy(pipeline, pipeline.active(), trigger) : Optional.empty())
                .or(() -> pipeline.active() != null || trigger instanceof Trigger.Manual
                        ? Optional.empty()
                        : restraint(pipeline, policy, trigger, first, now))
                .<TriggerDecision>map(no ->
                        new TriggerDecision.Suppressed(no.reason(), trigger.causes(), trigger.lineage(), no.detail()))
                .orElseGet(() -> admit(pipeline, definition, trigger, first, now));
    }

    /** Why not. */
    record No(Suppression reason, String detail) {}

    private static Optional<No> no(boolean applies, Suppression reason, String detail) {
        return applies ? Optional.of(new No(reason, detail)) : Optional.empty();
    }

    /** What no run can answer, be one active or not. */
    private Optional<No> refusal(Pipeline pipeline, Retrain policy, Trigger trigger) {
        int hop = trigger.lineage().hop();
        return no(
                        hop > hopLimit,
                        Suppression.HOP_LIMIT,
                        "the cascade has %d events, %d are allowed".formatted(hop, hopLimit))
                .or(() -> no(
                        pipeline.known().isEmpty(),
                        Suppression.NOT_ENOUGH_DATA,
                        "dataset %s has no validated version yet".formatted(pipeline.dataset())))
                .or(() -> notTriggered(pipeline, policy, trigger));
    }

    private static Optional<No> notTriggered(Pipeline pipeline, Retrain policy, Trigger trigger) {
        boolean first = pipeline.history().trained() == null;
        return switch (trigger) {
            case Trigger.Manual _, Trigger.Defined _ -> Optional.empty();
            case Trigger.NewData _ ->
                no(
                        !first && !policy.on().contains(Retrain.On.NEW_DATA),
                        Suppression.NOT_TRIGGERED,
                        "the specification does not retrain on new data");
            case Trigger.Drift drift -> notTriggered(pipeline, policy, drift);
        };
    }

    private static Optional<No> notTriggered(Pipeline pipeline, Retrain policy, Trigger.Drift drift) {
        int serving = pipeline.champion() == null ? 0 : pipeline.champion().version();
        return no(
                        !policy.on().contains(Retrain.On.DRIFT),
                        Suppression.NOT_TRIGGERED,
                        "the specification does not retrain on drift")
                .or(() -> no(!drift.certain(), Suppression.NOT_TRIGGERED, "a possible drift is only told"))
                .or(() -> no(
                        drift.modelVersion() < serving,
                        Suppression.DUPLICATE,
                        "the drift is about version %d, version %d serves since"
                                .formatted(drift.modelVersion(), serving)));
    }

    /** Drift that comes while a run reads everything there is has its answer already. */
    private static Optional<No> busy(Pipeline pipeline, Run active, Trigger trigger) {
        boolean nothingNew = pipeline.waiting() == null && active.covers(pipeline.dataset(), pipeline.known());
        return no(
                trigger instanceof Trigger.Drift && nothingNew,
                Suppression.DUPLICATE,
                "run %s is active and reads all %d rows".formatted(pipeline.runId(active), active.rows()));
    }

    /** What holds back a run that nobody asked for. */
    private static Optional<No> restraint(
            Pipeline pipeline, Retrain policy, Trigger trigger, boolean first, Instant now) {
        return first
                ? budget(pipeline.history(), policy, now)
                : breaker(pipeline.history(), policy)
                        .or(() -> cooldown(pipeline.history(), policy, now))
                        .or(() -> trigger instanceof Trigger.NewData ? newRows(pipeline, policy) : Optional.empty())
                        .or(() -> budget(pipeline.history(), policy, now));
    }

    private static Optional<No> breaker(History history, Retrain policy) {
        return no(
                history.noGain() >= policy.noGainRuns(),
                Suppression.BREAKER,
                "%d automatic runs in a row were rejected; start a run yourself once the cause is known"
                        .formatted(history.noGain()));
    }

    private static Optional<No> cooldown(History history, Retrain policy, Instant now) {
        Instant ended = history.ended();
        Instant until = ended == null ? now : ended.plus(policy.cooldown());
        return no(
                now.isBefore(until),
                Suppression.COOLDOWN,
                "the last run ended %s, cool-down of %s until %s; these data are read by the next run"
                        .formatted(ended, policy.cooldown(), until));
    }

    private static Optional<No> newRows(Pipeline pipeline, Retrain policy) {
        History.Trained trained = pipeline.history().trained();
        long old = trained == null ? 0 : trained.rows();
        long fresh = pipeline.known().rowsBeyond(trained == null ? List.of() : trained.versions());
        double needed = Math.max((double) policy.minNewRows(), policy.minNewShare() * (double) old);
        return no(
                fresh < needed,
                Suppression.NOT_ENOUGH_DATA,
                "%d rows are new since the last training, %.0f are needed".formatted(fresh, Math.ceil(needed)));
    }

    /** What also holds back a run that waited, though its triggers were admitted. */
    static Optional<No> stillHeldBack(History history, Retrain policy, Instant now) {
        return (history.trained() == null ? Optional.<No>empty() : breaker(history, policy))
                .or(() -> budget(history, policy, now));
    }

    private static Optional<No> budget(History history, Retrain policy, Instant now) {
        return no(
                        history.runsToday(now) >= policy.runsPerDay(),
                        Suppression.BUDGET,
                        "%d runs in the last day, %d are allowed"
                                .formatted(history.runsToday(now), policy.runsPerDay()))
                .or(() -> no(
                        history.trainingToday(now).compareTo(policy.trainingPerDay()) >= 0,
                        Suppression.BUDGET,
                        "%s of training in the last day, %s are allowed"
                                .formatted(history.trainingToday(now), policy.trainingPerDay())));
    }

    private static TriggerDecision admit(
            Pipeline pipeline, Definition definition, Trigger trigger, boolean first, Instant now) {
        KnownData data = pipeline.known();
        Run waiting = pipeline.waiting();
        if (waiting != null) {
            Run joined = waiting.joinedBy(trigger, data);
            String detail =
                    "%d triggers wait for run %s".formatted(joined.causes().size(), pipeline.runId(joined));
            return new TriggerDecision.Merged(joined, trigger.causes(), trigger.lineage(), detail);
        }
        Run run = new Run(
                pipeline.history().numbers() + 1,
                reason(trigger, first && pipeline.active() == null),
                trigger.requestedBy(),
                trigger.askedBy(),
                now,
                trigger.causes(),
                trigger.lineage(),
                definition,
                pipeline.dataset(),
                data.numbers(),
                data.rows());
        Run active = pipeline.active();
        return active == null
                ? new TriggerDecision.Started(run, run.reads())
                : new TriggerDecision.Merged(
                        run,
                        trigger.causes(),
                        trigger.lineage(),
                        "waits for run " + pipeline.runId(active) + " to end");
    }

    private static Reason reason(Trigger trigger, boolean first) {
        return switch (trigger) {
            case Trigger.Manual _ -> Reason.MANUAL;
            case Trigger.Drift _ -> Reason.DRIFT;
            case Trigger.NewData _, Trigger.Defined _ -> first ? Reason.FIRST_DATA : Reason.NEW_DATA;
        };
    }
}
