package dev.millrace.training.pipeline;

import dev.millrace.messaging.Lineage;
import dev.millrace.training.pipeline.PastEvent.Decided;
import dev.millrace.training.pipeline.PastEvent.Judged;
import dev.millrace.training.pipeline.PastEvent.Kind;
import dev.millrace.training.pipeline.PastEvent.Triggered;
import dev.millrace.training.pipeline.PastEvent.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tells a pipeline under another specification what it was told in the past, with the clock of then, and notes what it decides. Its
 * runs end, and are judged, as the recorded ones of the same data. Whoever was sure of a drift in the past is taken to be sure of it
 * here too, unless the model that serves here has learned from later data than the one that drifted.
 */
final class Replay {

    private static final Lineage LINEAGE = new Lineage("backtest", null, 0);

    private final TriggerPolicy policy;
    private final BiFunction<Pipeline, Instant, Situation> assessment;
    private final PastOutcomes outcomes;
    private final Ledger ledger = new Ledger();
    private final List<Step> steps = new ArrayList<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at));
    private Pipeline pipeline;

    /**
     * Before the first event.
     *
     * @param first the pipeline as it was then, with the specification to try
     * @param assessment what is known about a pipeline at a time
     */
    Replay(
            Pipeline first,
            TriggerPolicy policy,
            BiFunction<Pipeline, Instant, Situation> assessment,
            PastOutcomes outcomes) {
        this.pipeline = first;
        this.policy = policy;
        this.assessment = assessment;
        this.outcomes = outcomes;
    }

    /**
     * A decision.
     *
     * @param kind AGAIN for what nothing recorded led to
     */
    record Step(Instant at, Kind kind, Decided decided) {}

    private record Due(Instant at, Runnable action) {}

    List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Goes through the events, which are in order of time, and on to the end. */
    BacktestReport.Totals through(List<PastEvent> events, Instant until) {
        var active = pipeline.runs().active();
        if (active != null) {
            goesOn(active, events.getFirst().at());
        }
        wakeLater();
        for (var event : events) {
            advance(event.at());
            switch (event.what()) {
                case Triggered triggered -> triggered(triggered, event.at());
                case Judged(var run, var verdict) when verdict == Verdict.ROLLED_BACK -> rolledBack();
                case Judged _, PastEvent.Ended _ -> {} // A replay's own runs end in its own time.
            }
        }
        advance(until);
        return ledger.totals(until);
    }

    private void advance(Instant now) {
        while (!due.isEmpty() && !due.peek().at().isAfter(now)) {
            due.remove().action().run();
        }
    }

    private void triggered(Triggered triggered, Instant at) {
        var data = triggered.before().data();
        if (data.reaches(pipeline.data())) {
            pipeline = pipeline.withData(data);
        }
        var trigger = trigger(triggered);
        if (trigger == null) {
            return;
        }
        if (triggered.isCertainDrift() && !hasLearnedSince(triggered)) {
            ledger.drifted(at);
            pipeline = pipeline.withPast(
                    pipeline.past().withMovedSince(triggered.before().past().movedSince()));
        }
        if (trigger instanceof Trigger.Manual) {
            pipeline = pipeline.withPast(pipeline.past().withoutGain(0));
        }
        answered(Answer.to(trigger, assess(at), policy), triggered.kind(), at);
    }

    private @Nullable Trigger trigger(Triggered triggered) {
        return switch (triggered.kind()) {
            case NEW_DATA -> new Trigger.NewData(List.of(), LINEAGE);
            case MANUAL -> new Trigger.Manual("a person", LINEAGE);
            case DEFINED -> pipeline.hasFirstData() ? new Trigger.Defined("backtest", LINEAGE, "a person") : null;
            case DRIFT -> new Trigger.Drift(List.of(), LINEAGE, drifted(triggered), finding(triggered));
            case AGAIN -> null; // A replay decides again in its own time.
        };
    }

    private static Trigger.Drift.Finding finding(Triggered triggered) {
        return triggered.finding() == null ? Trigger.Drift.Finding.POSSIBLE : triggered.finding();
    }

    /** The version that serves here, or one before it where the drift is no news for that. */
    private int drifted(Triggered triggered) {
        var champion = pipeline.champion();
        int serving = champion == null ? 0 : champion.version();
        return triggered.isOld() || hasLearnedSince(triggered) ? serving - 1 : serving;
    }

    /** Whether the model that serves here has learned from data which the one that drifted had not. */
    private boolean hasLearnedSince(Triggered triggered) {
        var here = pipeline.past().trained();
        var then = triggered.before().past().trained();
        return here != null && then != null && here.judged() && here.read().isMoreThan(then.read());
    }

    private void answered(Answer answer, Kind kind, Instant at) {
        pipeline = answer.pipeline();
        decided(answer.decisions().getFirst(), kind, at);
        wakeLater();
    }

    private void decided(TriggerDecision decision, Kind kind, Instant at) {
        steps.add(new Step(at, kind, Decided.of(decision)));
        if (decision instanceof TriggerDecision.Started) {
            var active = pipeline.runs().active();
            if (active != null) {
                goesOn(active, at);
            }
        }
    }

    private void goesOn(ActiveRun run, Instant from) {
        var outcome = outcomes.of(run);
        var end = from.plus(outcome.end().took());
        due.add(new Due(end, () -> ended(run, outcome, end)));
    }

    private void ended(ActiveRun run, PastOutcomes.Outcome outcome, Instant at) {
        ledger.ended(outcome.end().took(), outcome.assumed());
        pipeline = Aftermath.ended(pipeline.withRuns(pipeline.runs().withActive(null)), run, outcome.end(), at);
        if (outcome.end().ending() == FollowRun.Ending.TRAINED) {
            var verdict = at.plus(outcome.verdictAfter());
            due.add(new Due(verdict, () -> judged(run, outcome.approved(), verdict)));
        }
        next(NextRun.after(assess(at)), at);
    }

    private void judged(ActiveRun run, boolean approved, Instant at) {
        var id = pipeline.runId(run.request()).toString();
        if (approved) {
            var before = pipeline.champion();
            var champion = before == null
                    ? new Pipeline.ChampionInForce(1, 1, "")
                    : new Pipeline.ChampionInForce(before.generation() + 1, before.version() + 1, "");
            pipeline = Aftermath.served(pipeline, champion, id, false);
            ledger.served(run.request().requestedAt(), at);
        } else {
            pipeline = Aftermath.refused(pipeline, id);
        }
        if (pipeline.runs().active() == null) {
            next(NextRun.after(assess(at)), at);
        }
    }

    private void rolledBack() {
        var champion = pipeline.champion();
        if (champion != null) {
            pipeline = Aftermath.served(
                    pipeline,
                    new Pipeline.ChampionInForce(champion.generation() + 1, champion.version() - 1, ""),
                    null,
                    true);
        }
    }

    private void next(NextRun next, Instant at) {
        pipeline = next.pipeline();
        next.decision().ifPresent(decision -> decided(decision, Kind.AGAIN, at));
        wakeLater();
    }

    /** What waits until its time comes, as the pipeline's job does. */
    private void wakeLater() {
        var putOff = pipeline.putOff();
        if (putOff != null && putOff.until() != null) {
            var at = putOff.until();
            due.add(new Due(at, () -> wake(putOff, at)));
        }
    }

    private void wake(PutOff expected, Instant at) {
        if (expected.equals(pipeline.putOff()) && !assess(at).busy()) {
            answered(Answer.again(expected, assess(at), policy), Kind.AGAIN, at);
        }
    }

    private Situation assess(Instant now) {
        return assessment.apply(pipeline, now);
    }
}
