package dev.millrace.training.pipeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the end of a run, and the verdict about its model, leave behind in a pipeline. Pure. */
final class Aftermath {

    private Aftermath() {}

    /** After a run that is over; {@code idle} is the pipeline without it. */
    static Pipeline ended(Pipeline idle, ActiveRun run, FollowRun.End end, Instant at) {
        var after = over(idle, run, end, at);
        boolean refused = run.judged() && !Boolean.TRUE.equals(run.approved());
        return end.ending() != FollowRun.Ending.TRAINED || refused ? goesOn(after) : after;
    }

    /** The version in service that drifts goes on drifting, and nobody tells it again: it is decided on again when data come. */
    private static Pipeline goesOn(Pipeline unanswered) {
        var runs = unanswered.runs();
        return runs.active() != null || runs.waiting() != null || unanswered.putOff() != null
                ? unanswered
                : unanswered
                        .unansweredDrift()
                        .map(drift -> unanswered.withPutOff(PutOff.unanswered(drift)))
                        .orElse(unanswered);
    }

    private static Pipeline over(Pipeline idle, ActiveRun run, FollowRun.End end, Instant at) {
        var cost = new Spending.Cost(end.took(), run.data().rows());
        if (end.ending() != FollowRun.Ending.TRAINED) {
            return end.ending() == FollowRun.Ending.CANCELLED
                    ? idle
                    : idle.withPast(idle.past().after(null, cost, at));
        }
        var gain = Gain.of(run, end.better());
        // What was read of another dataset than the pipeline reads by now says nothing about the next run.
        var made = run.dataset().equals(idle.dataset())
                ? PastRuns.Trained.by(run, end.target(), gain == Gain.NONE, at)
                : null;
        return idle.withPast(gain.counted(idle.past().after(made, cost, at)));
    }

    /**
     * After a version came into service.
     *
     * @param run that made it; null where nobody knows
     * @param rollback whether it is an earlier one, which says nothing good about the last run
     */
    static Pipeline served(Pipeline pipeline, Pipeline.ChampionInForce newer, @Nullable String run, boolean rollback) {
        var before = pipeline.champion();
        var judged = pipeline.withChampion(newer).judged(run, !rollback);
        var past = judged.past();
        return judged.withPast(
                rollback
                        ? past.withRolledBack(before == null ? null : before.version())
                        : gained(pipeline, run, past).withRolledBack(null));
    }

    /** A run that drift started says itself, when it is over, whether it brought anything. */
    private static PastRuns gained(Pipeline pipeline, @Nullable String run, PastRuns past) {
        boolean saysItself = pipeline.activeRun(run)
                        .filter(active -> active.request().reason() == Reason.DRIFT)
                        .isPresent()
                || pipeline.hadNoGain(run);
        return saysItself ? past : past.withoutGain(0);
    }

    /** After a model was refused. What a person asked for says nothing about automatic runs. */
    static Pipeline refused(Pipeline pipeline, String run) {
        var judged = pipeline.judged(run, false);
        return goesOn(
                pipeline.isManual(run) || pipeline.hadNoGain(run)
                        ? judged
                        : judged.withPast(Gain.NONE.counted(judged.past())));
    }
}
