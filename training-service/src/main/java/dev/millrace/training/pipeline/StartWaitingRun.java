package dev.millrace.training.pipeline;

import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Lets the run that waits have its turn, as part of the change after which no run is active. */
class StartWaitingRun {

    private final AssessPipeline assessPipeline;
    private final Pipelines pipelines;
    private final UnstartedRuns unstartedRuns;
    private final PastEvents pastEvents;
    private final PipelineAnnouncements announcements;

    StartWaitingRun(
            AssessPipeline assessPipeline,
            Pipelines pipelines,
            UnstartedRuns unstartedRuns,
            PastEvents pastEvents,
            PipelineAnnouncements announcements) {
        this.assessPipeline = assessPipeline;
        this.pipelines = pipelines;
        this.unstartedRuns = unstartedRuns;
        this.pastEvents = pastEvents;
        this.announcements = announcements;
    }

    /**
     * The change, completed.
     *
     * @param changed without an active run
     * @param told what is announced before the decision about the run that waits
     */
    Decision.Apply<Pipeline> after(Pipeline changed, String action, Announcement<?>... told) {
        return change(assess(changed), action, told);
    }

    /** The same, without waiting any longer for the verdict about the model before. */
    Decision.Apply<Pipeline> withoutVerdict(Pipeline waiting, String action) {
        var situation = assess(waiting);
        return change(
                new Situation(waiting, situation.definition(), situation.readable(), situation.now(), null), action);
    }

    private Situation assess(Pipeline pipeline) {
        return assessPipeline.assess(
                pipeline, Objects.requireNonNull(pipeline.definition(), "runs are of defined pipelines"));
    }

    private Decision.Apply<Pipeline> change(Situation situation, String action, Announcement<?>... told) {
        var waited = situation.pipeline().runs().waiting();
        var next = NextRun.after(situation);
        List<Announcement<?>> announced = new ArrayList<>(List.of(told));
        next.decision()
                .ifPresent(decision -> announced.add(
                        announcements.decided(situation.pipeline(), decision, DecisionFigures.of(situation))));
        var change = new Decision.Apply<>(next.pipeline(), action, announced, next.job())
                .storing(pipelines.row(next.pipeline(), situation.readable()));
        if (waited == null || next.decision().isEmpty()) {
            return change;
        }
        var decided = next.decision().orElseThrow();
        var again = PastEvent.Triggered.again(situation.pipeline(), PastEvent.Decided.of(decided));
        change =
                change.storing(pastEvents.row(new PastEvent(situation.pipeline().id(), situation.now(), again)));
        return decided instanceof TriggerDecision.Suppressed why
                ? change.storing(unstartedRuns.row(situation.pipeline(), waited, why, situation.now()))
                : change;
    }
}
