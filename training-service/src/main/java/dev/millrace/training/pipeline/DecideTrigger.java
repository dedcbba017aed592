package dev.millrace.training.pipeline;

import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision;
import dev.millrace.training.pipeline.PastEvent.Decided;
import dev.millrace.training.pipeline.PastEvent.Triggered;
import java.util.ArrayList;
import java.util.Objects;

/** Carries out what the policy says: every trigger is answered and published, whatever the answer. */
class DecideTrigger {

    private final TriggerPolicy policy;
    private final AssessPipeline assessPipeline;
    private final Pipelines pipelines;
    private final PastEvents pastEvents;
    private final PipelineAnnouncements announcements;

    DecideTrigger(
            TriggerPolicy policy,
            AssessPipeline assessPipeline,
            Pipelines pipelines,
            PastEvents pastEvents,
            PipelineAnnouncements announcements) {
        this.policy = policy;
        this.assessPipeline = assessPipeline;
        this.pipelines = pipelines;
        this.pastEvents = pastEvents;
        this.announcements = announcements;
    }

    /** Answers a trigger whose data, if it brought any, are among those that the pipeline was told of. */
    Decision<Pipeline> decide(Pipeline pipeline, Trigger trigger) {
        var definition = pipeline.definition();
        if (definition == null) {
            return new Decision.Refuse<>(
                    "AGGREGATE_UNKNOWN", "pipeline " + pipeline.name() + " is not defined yet", true);
        }
        var situation = assessPipeline.assess(pipeline, definition);
        var answer = Answer.to(trigger, situation, policy);
        return change(situation, answer, Triggered.of(trigger, situation.pipeline(), first(answer)));
    }

    /** Decides again on what was put off. */
    Decision<Pipeline> again(Pipeline pipeline, PutOff putOff) {
        var definition = Objects.requireNonNull(pipeline.definition(), "only what is defined puts triggers off");
        var situation = assessPipeline.assess(pipeline, definition);
        var answer = Answer.again(putOff, situation, policy);
        return change(situation, answer, Triggered.again(situation.pipeline(), first(answer)));
    }

    private static Decided first(Answer answer) {
        return Decided.of(answer.decisions().getFirst());
    }

    private Decision<Pipeline> change(Situation situation, Answer answer, Triggered past) {
        var told = new ArrayList<Announcement<?>>();
        var figures = DecisionFigures.of(situation);
        answer.decisions()
                .forEach(decision -> told.add(announcements.decided(situation.pipeline(), decision, figures)));
        answer.asked().ifPresent(asked -> told.add(announcements.raised(dataWanted(situation.pipeline(), asked))));
        var after = answer.pipeline();
        var change = new Decision.Apply<>(after, action(answer.decisions().getFirst()), told, answer.job())
                .storing(pastEvents.row(new PastEvent(after.id(), situation.now(), past)));
        return after.runs().waiting() == null ? change : change.storing(pipelines.row(after, situation.readable()));
    }

    private static String action(TriggerDecision decision) {
        return switch (decision) {
            case TriggerDecision.Started _ -> "run.started";
            case TriggerDecision.Merged _ -> "run.merged";
            case TriggerDecision.Suppressed _ -> "run.suppressed";
        };
    }

    private static Alert dataWanted(Pipeline pipeline, TriggerDecision.Suppressed asked) {
        return new Alert(
                pipeline.name(),
                Alert.Code.NOTHING_NEW,
                asked.detail(),
                "pipeline " + pipeline.name(),
                asked.lineage());
    }

    Decision<Pipeline> suppress(Pipeline pipeline, TriggerDecision.Suppressed suppressed) {
        return Decision.apply(pipeline, "run.suppressed", announcements.decided(pipeline, suppressed));
    }
}
