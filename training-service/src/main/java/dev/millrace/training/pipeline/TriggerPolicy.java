package dev.millrace.training.pipeline;

import dev.millrace.pipelines.PipelineSpec.Retrain;
import java.time.Instant;
import java.util.Objects;
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
                        : restraint(situation, trigger))
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
    }

    private static Optional<No> no(boolean applies, Suppression reason, String detail) {
        return applies ? Optional.of(new No(reason, detail)) : Optional.empty();
    }

    /** What no run can answer, be one active or not. */
    private Optional<No> refusal(Situation situation, Trigger trigger) {
        int hop = trigger.lineage().hop();
        return no(
                        hop > hopLimit,
                        Suppression.HOP_LIMIT,
                        "the cascade has %d events, %d are allowed".formatted(hop, hopLimit))
                .or(() -> noData(situation))
                .or(() -> notTriggered(situation, trigger));
    }

    /** Also holds back a run that waited. */
    static Optional<No> noData(Situation situation) {
        return no(
                        situation.pipeline().data().isEmpty(),
                        Suppression.NOT_ENOUGH_DATA,
                        "dataset %s has no validated version yet"
                                .formatted(situation.pipeline().dataset()))
                .or(() -> no(
                        situation.readable().isEmpty(),
                        Suppression.NOT_ENOUGH_DATA,
                        "data.versions leaves out all versions that dataset %s has"
                                .formatted(situation.pipeline().dataset())));
    }

    private static Optional<No> notTriggered(Situation situation, Trigger trigger) {
        return switch (trigger) {
            case Trigger.Manual _, Trigger.Defined _ -> Optional.empty();
            case Trigger.NewData _ ->
                no(
                        !situation.first() && !situation.policy().on().contains(Retrain.On.NEW_DATA),
                        Suppression.NOT_TRIGGERED,
                        "the specification does not retrain on new data");
            case Trigger.Drift drift -> notTriggered(situation, drift);
        };
    }

    private static Optional<No> notTriggered(Situation situation, Trigger.Drift drift) {
        var champion = situation.pipeline().champion();
        int serving = champion == null ? 0 : champion.version();
        return no(
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
                .or(() -> no(
                        drift.modelVersion() < serving,
                        Suppression.DUPLICATE,
                        "the drift is about version %d, version %d serves since"
                                .formatted(drift.modelVersion(), serving)));
    }

    /** Drift that comes while a run reads everything there is has its answer already. */
    private static Optional<No> answeredBy(ActiveRun active, Situation situation, Trigger trigger) {
        var pipeline = situation.pipeline();
        boolean nothingNew = pipeline.runs().waiting() == null && active.covers(pipeline.dataset(), pipeline.data());
        return no(
                trigger instanceof Trigger.Drift && nothingNew,
                Suppression.DUPLICATE,
                "run %s is active and reads all %d rows"
                        .formatted(
                                pipeline.runId(active.request()), active.data().rows()));
    }

    /** What holds back a run that nobody asked for. */
    private static Optional<No> restraint(Situation situation, Trigger trigger) {
        return situation.first()
                ? budget(situation)
                : nothingNew(situation, trigger)
                        .or(() -> breaker(situation))
                        .or(() -> cooldown(situation))
                        .or(() -> trigger instanceof Trigger.NewData ? newRows(situation) : Optional.empty())
                        .or(() -> budget(situation));
    }

    /** Drift brings no rows. Where the last model has seen all there are, and by the same rules, the next would be the same. */
    private static Optional<No> nothingNew(Situation situation, Trigger trigger) {
        var trained = Objects.requireNonNull(situation.past().trained());
        boolean same = trained.learningDigest() == null
                || trained.learningDigest().equals(situation.definition().learningDigest());
        return no(
                trigger instanceof Trigger.Drift && same && freshRows(situation) == 0,
                Suppression.NOTHING_NEW,
                "run %s has read every row of dataset %s there is%s; upload rows with labels, and this is decided again"
                        .formatted(
                                new RunId(situation.pipeline().name(), trained.number()),
                                situation.pipeline().dataset(),
                                rolledBack(situation, " and version %d was rolled back")));
    }

    private static String rolledBack(Situation situation, String form) {
        var version = situation.past().rolledBack();
        return version == null ? "" : form.formatted(version);
    }

    /** Rows that a run which starts now would read and the last model has not seen. */
    private static long freshRows(Situation situation) {
        var trained = situation.past().trained();
        return trained == null ? situation.readable().rows() : trained.read().unread(situation.readable());
    }

    private static Optional<No> breaker(Situation situation) {
        int runs = situation.past().withoutGain();
        return no(
                runs >= situation.policy().noGainRuns(),
                Suppression.BREAKER,
                "%d automatic runs in a row were rejected; start a run yourself once the cause is known"
                        .formatted(runs));
    }

    private static Optional<No> cooldown(Situation situation) {
        var cooldown = situation.policy().cooldown();
        var ended = situation.past().ended();
        var until = ended == null ? situation.now() : ended.plus(cooldown);
        return situation.now().isBefore(until)
                ? Optional.of(new No(
                        Suppression.COOLDOWN,
                        "the last run ended %s, cool-down of %s until %s; then this is decided again"
                                .formatted(ended, cooldown, until),
                        until))
                : Optional.empty();
    }

    private static Optional<No> newRows(Situation situation) {
        long fresh = freshRows(situation);
        long needed = newRowsNeeded(situation);
        return no(
                fresh < needed,
                Suppression.NOT_ENOUGH_DATA,
                "%d rows are new since the last training, %d are needed".formatted(fresh, needed));
    }

    /** Rows that new data must bring before a run starts; 0 before the first model. */
    static long newRowsNeeded(Situation situation) {
        var trained = situation.past().trained();
        var policy = situation.policy();
        return trained == null
                ? 0
                : (long) Math.ceil(
                        Math.max((double) policy.minNewRows(), policy.minNewShare() * (double) trained.read().rows()));
    }

    /** What holds back even a run that waited, though its triggers were admitted. */
    static Optional<No> stillHeldBack(Situation situation) {
        return (situation.first() ? Optional.<No>empty() : breaker(situation)).or(() -> budget(situation));
    }

    private static Optional<No> budget(Situation situation) {
        var policy = situation.policy();
        var spending = situation.past().spending();
        int runs = spending.runs(situation.now());
        var training = spending.training(situation.now());
        var until = spending.below(policy.runsPerDay(), policy.trainingPerDay(), situation.now());
        if (runs >= policy.runsPerDay()) {
            var detail = "%d runs in the last day, %d are allowed; this is decided again at %s"
                    .formatted(runs, policy.runsPerDay(), until);
            return Optional.of(new No(Suppression.BUDGET, detail, until));
        }
        if (training.compareTo(policy.trainingPerDay()) >= 0) {
            var detail = "%s of training in the last day, %s are allowed; this is decided again at %s"
                    .formatted(training, policy.trainingPerDay(), until);
            return Optional.of(new No(Suppression.BUDGET, detail, until));
        }
        return Optional.empty();
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
                + rolledBack(
                        situation,
                        "; version %d was rolled back, " + freshRows(situation) + " rows are new since it was made");
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
