package dev.millrace.training.pipeline;

import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision;
import java.util.ArrayList;
import java.util.Objects;

/** Carries out what the policy says: every trigger is answered and published, whatever the answer. */
class DecideTrigger {

    private final TriggerPolicy policy;
    private final AssessPipeline assessPipeline;
    private final Pipelines pipelines;
    private final Announcements announcements;

    DecideTrigger(
            TriggerPolicy policy, AssessPipeline assessPipeline, Pipelines pipelines, Announcements announcements) {
        this.policy = policy;
        this.assessPipeline = assessPipeline;
        this.pipelines = pipelines;
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
        return change(situation, Answer.to(trigger, situation, policy));
    }

    /** Decides again on what was put off. */
    Decision<Pipeline> again(Pipeline pipeline, PutOff putOff) {
        var definition = Objects.requireNonNull(pipeline.definition(), "only what is defined puts triggers off");
        var situation = assessPipeline.assess(pipeline, definition);
        return change(situation, Answer.again(putOff, situation, policy));
    }

    private Decision<Pipeline> change(Situation situation, Answer answer) {
        var told = new ArrayList<Announcement<?>>();
        answer.decisions().forEach(decision -> told.add(announcements.decided(situation.pipeline(), decision)));
        answer.asked().ifPresent(asked -> told.add(announcements.raised(dataWanted(situation.pipeline(), asked))));
        var after = answer.pipeline();
        var change = new Decision.Apply<>(after, action(answer.decisions().getFirst()), told, answer.job());
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
