package dev.millrace.training.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.ReadModel;
import dev.millrace.messaging.Received;
import dev.millrace.training.pipeline.PastEvent.Verdict;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps up with what became of the models: who the champion is, and whether retraining still brings anything. A run that waited
 * for the verdict has its turn with it.
 */
public class FollowModel {

    private final AggregateStore<Pipeline> pipelines;
    private final StartWaitingRun startWaitingRun;
    private final PastEvents pastEvents;
    private final Pipelines rows;
    private final PipelineAnnouncements announcements;
    private final Clock clock;

    FollowModel(
            Aggregates aggregates,
            StartWaitingRun startWaitingRun,
            PastEvents pastEvents,
            Pipelines rows,
            PipelineAnnouncements announcements,
            Clock clock) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.startWaitingRun = startWaitingRun;
        this.pastEvents = pastEvents;
        this.rows = rows;
        this.announcements = announcements;
        this.clock = clock;
    }

    /**
     * A version serves.
     *
     * @param run that made it; null where nobody knows
     * @param rollback an earlier one, which says nothing good about the last run
     */
    public void approved(
            String project,
            String pipeline,
            Pipeline.ChampionInForce newer,
            @Nullable String run,
            boolean rollback,
            Received<?> cause) {
        pipelines.on(
                cause,
                Pipeline.id(project, pipeline),
                state -> approved(state == null ? Pipeline.unknown(project, pipeline) : state, newer, run, rollback));
    }

    private Decision<Pipeline> approved(
            Pipeline pipeline, Pipeline.ChampionInForce newer, @Nullable String run, boolean rollback) {
        var before = pipeline.champion();
        if (before != null && before.generation() >= newer.generation()) {
            return Decision.ignore("generation " + before.generation() + " is in force");
        }
        var verdict = rollback ? Verdict.ROLLED_BACK : Verdict.APPROVED;
        return then(Aftermath.served(pipeline, newer, run, rollback), "champion.changed")
                .storing(row(pipeline, run, verdict));
    }

    private ReadModel row(Pipeline pipeline, @Nullable String run, Verdict verdict) {
        return pastEvents.row(new PastEvent(pipeline.id(), clock.instant(), new PastEvent.Judged(run, verdict)));
    }

    /** A run's model was refused. */
    public void rejected(String project, String pipeline, String run, Received<?> cause) {
        pipelines.on(
                cause,
                Pipeline.id(project, pipeline),
                state -> rejected(state == null ? Pipeline.unknown(project, pipeline) : state, run, cause));
    }

    private Decision<Pipeline> rejected(Pipeline pipeline, String run, Received<?> cause) {
        var after = Aftermath.refused(pipeline, run);
        var change = Gain.openedBreaker(pipeline, after)
                ? then(
                        after,
                        "breaker.opened",
                        announcements.raised(
                                Gain.breaker(after, cause.envelope().effect())))
                : then(after, "model.judged");
        return change.storing(row(pipeline, run, Verdict.REJECTED));
    }

    private Decision.Apply<Pipeline> then(Pipeline judged, String action, Announcement<?>... told) {
        var runs = judged.runs();
        if (runs.waiting() == null) {
            var change = Decision.apply(judged, action, told);
            return judged.definition() == null ? change : change.storing(rows.row(judged, judged.data()));
        }
        // While a run is active, the row is written when that is over.
        return runs.active() == null
                ? startWaitingRun.after(judged, action, told)
                : Decision.apply(judged, action, told);
    }
}
