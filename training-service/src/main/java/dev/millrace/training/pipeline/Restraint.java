package dev.millrace.training.pipeline;

import dev.millrace.training.pipeline.TriggerPolicy.No;
import java.util.Objects;
import java.util.Optional;

/** What keeps runs that nobody asked for from wasting work: news that are none, the breaker, the cool-down and the budget. */
final class Restraint {

    private Restraint() {}

    /** What holds back a run that nobody asked for; empty where nothing does. */
    static Optional<No> on(Situation situation, Trigger trigger) {
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
        return No.where(
                trigger instanceof Trigger.Drift && same && freshRows(situation) == 0,
                Suppression.NOTHING_NEW,
                "run %s has read every row of dataset %s there is%s; upload rows with labels, and this is decided again"
                        .formatted(
                                new RunId(situation.pipeline().name(), trained.number()),
                                situation.pipeline().dataset(),
                                rolledBack(situation, " and version %d was rolled back")));
    }

    static String rolledBack(Situation situation, String form) {
        var version = situation.past().rolledBack();
        return version == null ? "" : form.formatted(version);
    }

    /** Rows that a run which starts now would read and the last model has not seen. */
    static long freshRows(Situation situation) {
        var trained = situation.past().trained();
        return trained == null ? situation.readable().rows() : trained.read().unread(situation.readable());
    }

    private static Optional<No> breaker(Situation situation) {
        int runs = situation.past().withoutGain();
        return No.where(
                runs >= situation.policy().noGainRuns(),
                Suppression.BREAKER,
                "%s; start a run yourself once the cause is known".formatted(Gain.nothingGained(runs)));
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
        return No.where(
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
                : (long) Math.ceil(Math.max(
                        (double) policy.minNewRows(),
                        policy.minNewShare() * (double) trained.read().rows()));
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
        long rows = spending.rows(situation.now());
        if (runs >= policy.runsPerDay()) {
            return spent(situation, "%d runs in the last day, %d are allowed".formatted(runs, policy.runsPerDay()));
        }
        if (training.compareTo(policy.trainingPerDay()) >= 0) {
            return spent(
                    situation,
                    "%s of training in the last day, %s are allowed".formatted(training, policy.trainingPerDay()));
        }
        if (policy.rowsPerDay() != null && rows >= policy.rowsPerDay()) {
            return spent(
                    situation, "%d rows read in the last day, %d are allowed".formatted(rows, policy.rowsPerDay()));
        }
        return Optional.empty();
    }

    private static Optional<No> spent(Situation situation, String what) {
        var until = situation.past().spending().below(situation.policy(), situation.now());
        return Optional.of(new No(Suppression.BUDGET, what + "; this is decided again at " + until, until));
    }
}
