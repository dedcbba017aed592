package dev.millrace.training.pipeline;

import dev.millrace.pipelines.PipelineSpec.Retrain;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a trigger leads to: SERIAL_LATEST_ONLY. One run is active and never killed, one waits and takes in
 * whatever comes meanwhile. Pure. docs/training.md has the rules in words.
 */
record TriggerPolicy(int hopLimit) {

    TriggerDecision decide(Situation situation, Trigger trigger) {
        var active = situation.pipeline().runs().active();
        return refusal(situation, trigger)
                .or(() -> active == null ? Optional.empty() : answeredBy(active, situation, trigger))
                .or(() -> situation.busy() || trigger instanceof Trigger.Manual
                        ? Optional.empty()
                        : Restraint.on(situation, trigger))
                .<TriggerDecision>map(no -> TriggerDecision.Suppressed.of(trigger, no))
                .orElseGet(() -> admit(situation, trigger));
    }

    /**
     * Why not.
     *
     * @param until when that may have changed by itself; null where time alone changes nothing
     */
    record No(Suppression reason, String detail, @Nullable Instant until) {
        No(Suppression reason, String detail) {
            this(reason, detail, null);
        }

        static Optional<No> where(boolean applies, Suppression reason, String detail) {
            return applies ? Optional.of(new No(reason, detail)) : Optional.empty();
        }
    }

    /** What no run can answer, be one active or not. */
    private Optional<No> refusal(Situation situation, Trigger trigger) {
        int hop = trigger.lineage().hop();
        return No.where(
                        hop > hopLimit,
                        Suppression.HOP_LIMIT,
                        "the cascade has %d events, %d are allowed".formatted(hop, hopLimit))
                .or(() -> noData(situation))
                .or(() -> notTriggered(situation, trigger));
    }

    /** Also holds back a run that waited. */
    static Optional<No> noData(Situation situation) {
        return No.where(
                        situation.pipeline().data().isEmpty(),
                        Suppression.NOT_ENOUGH_DATA,
                        "dataset %s has no validated version yet"
                                .formatted(situation.pipeline().dataset()))
                .or(() -> No.where(
                        situation.readable().isEmpty(),
                        Suppression.NOT_ENOUGH_DATA,
                        "data.versions leaves out all versions that dataset %s has"
                                .formatted(situation.pipeline().dataset())));
    }

    private static Optional<No> notTriggered(Situation situation, Trigger trigger) {
        return switch (trigger) {
            case Trigger.Manual _, Trigger.Defined _ -> Optional.empty();
            case Trigger.NewData _ ->
                No.where(
                        !situation.first() && !situation.policy().on().contains(Retrain.On.NEW_DATA),
                        Suppression.NOT_TRIGGERED,
                        "the specification does not retrain on new data");
            case Trigger.Drift drift -> notTriggered(situation, drift);
        };
    }

    private static Optional<No> notTriggered(Situation situation, Trigger.Drift drift) {
        var champion = situation.pipeline().champion();
        int serving = champion == null ? 0 : champion.version();
        return No.where(
                        !situation.policy().on().contains(Retrain.On.DRIFT),
                        Suppression.NOT_TRIGGERED,
                        "the specification does not retrain on drift")
                .or(() -> switch (drift.finding()) {
                    case CERTAIN -> Optional.empty();
                    case POSSIBLE -> Optional.of(new No(Suppression.NOT_TRIGGERED, "a possible drift is only told"));
                    case FAULT ->
                        Optional.of(new No(
                                Suppression.NOT_TRIGGERED,
                                "a fault in the values is told and never learned from; mend what sends them"));
                })
                .or(() -> No.where(
                        drift.modelVersion() < serving,
                        Suppression.DUPLICATE,
                        "the drift is about version %d, version %d serves since"
                                .formatted(drift.modelVersion(), serving)));
    }

    /** Drift that comes while a run reads everything there is has its answer already. */
    private static Optional<No> answeredBy(ActiveRun active, Situation situation, Trigger trigger) {
        var pipeline = situation.pipeline();
        boolean nothingNew = pipeline.runs().waiting() == null && active.covers(pipeline.dataset(), pipeline.data());
        return No.where(
                trigger instanceof Trigger.Drift && nothingNew,
                Suppression.DUPLICATE,
                "run %s is active and reads all %d rows"
                        .formatted(
                                pipeline.runId(active.request()), active.data().rows()));
    }

    private static TriggerDecision admit(Situation situation, Trigger trigger) {
        var pipeline = situation.pipeline();
        var runs = pipeline.runs();
        var waiting = runs.waiting();
        if (waiting != null) {
            var joined = waiting.joinedBy(trigger);
            var detail =
                    "%d triggers wait for run %s".formatted(joined.triggers().count(), pipeline.runId(joined));
            return merged(joined, situation, trigger, detail);
        }
        var reason = reason(trigger, situation.first() && runs.active() == null);
        var run = RunRequest.of(runs.numbered() + 1, reason, trigger, situation.now())
                .answering(pipeline.putOff());
        if (runs.active() != null) {
            var detail = "waits for run %s to end"
                    .formatted(pipeline.runId(runs.active().request()));
            return merged(run, situation, trigger, detail);
        }
        if (situation.verdictUntil() != null) {
            var detail = "waits for the verdict about the model before, until %s at most"
                    .formatted(situation.verdictUntil());
            return merged(run, situation, trigger, detail);
        }
        return new TriggerDecision.Started(run, situation.readable(), described(situation));
    }

    /** What a run reads that starts now, and what lifts the memory of a rollback. */
    static String described(Situation situation) {
        return situation.readable().described()
                + (situation.readsNewestOnly()
                        ? ", which is what came since the world moved at "
                                + situation.past().movedSince()
                        : "")
                + Restraint.rolledBack(
                        situation,
                        "; version %d was rolled back, " + Restraint.freshRows(situation)
                                + " rows are new since it was made");
    }

    private static TriggerDecision merged(RunRequest run, Situation situation, Trigger trigger, String detail) {
        return new TriggerDecision.Merged(run, situation.readable(), trigger.causes(), trigger.lineage(), detail);
    }

    private static Reason reason(Trigger trigger, boolean first) {
        return switch (trigger) {
            case Trigger.Manual _ -> Reason.MANUAL;
            case Trigger.Drift _ -> Reason.DRIFT;
            case Trigger.NewData _, Trigger.Defined _ -> first ? Reason.FIRST_DATA : Reason.NEW_DATA;
        };
    }
}
