package dev.millrace.training.pipeline;

import dev.millrace.messaging.Decision;
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
        return switch (policy.decide(situation, trigger)) {
            case TriggerDecision.Started started -> start(pipeline, definition, started);
            case TriggerDecision.Merged merged -> merge(situation, merged);
            case TriggerDecision.Suppressed suppressed -> suppress(pipeline, suppressed);
        };
    }

    private Decision<Pipeline> start(Pipeline pipeline, Definition definition, TriggerDecision.Started started) {
        var run = ActiveRun.of(started.run(), definition, started.data());
        return Decision.apply(
                pipeline.withRuns(pipeline.runs().starting(run)),
                "run.started",
                announcements.decided(pipeline, started));
    }

    private Decision<Pipeline> merge(Situation situation, TriggerDecision.Merged merged) {
        var pipeline = situation.pipeline();
        var waits = pipeline.withRuns(pipeline.runs().waitingFor(merged.waiting()));
        var change = Decision.apply(waits, "run.merged", announcements.decided(pipeline, merged))
                .storing(pipelines.row(waits, merged.data()));
        return situation.busy()
                ? change
                : change.with(NextRun.alarm(waits, merged.waiting(), Objects.requireNonNull(situation.verdictUntil())));
    }

    Decision<Pipeline> suppress(Pipeline pipeline, TriggerDecision.Suppressed suppressed) {
        return Decision.apply(pipeline, "run.suppressed", announcements.decided(pipeline, suppressed));
    }
}
