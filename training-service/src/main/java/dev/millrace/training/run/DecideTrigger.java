package dev.millrace.training.run;

import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobChange;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Carries out what the policy says: every trigger is answered and published, whatever the answer. */
@Component
class DecideTrigger {

    private final TriggerPolicy policy;
    private final Announcements announcements;
    private final Clock clock;

    DecideTrigger(TrainingProperties properties, Announcements announcements, Clock clock) {
        this.policy = new TriggerPolicy(properties.hopLimit());
        this.announcements = announcements;
        this.clock = clock;
    }

    /** Answers a trigger whose data, if it brought any, are among the known ones. */
    Decision<Pipeline> decide(Pipeline pipeline, Trigger trigger) {
        Definition definition = pipeline.definition();
        if (definition == null) {
            return new Decision.Refuse<>(
                    "AGGREGATE_UNKNOWN", "pipeline " + pipeline.name() + " is not defined yet", true);
        }
        return carryOut(pipeline, policy.decide(pipeline, definition, trigger, clock.instant()));
    }

    /** Changes the pipeline as decided, and says so. */
    Decision<Pipeline> carryOut(Pipeline pipeline, TriggerDecision decision) {
        return switch (decision) {
            case TriggerDecision.Started(Run run, String _) ->
                Decision.apply(
                                pipeline.withRuns(run, null)
                                        .withHistory(pipeline.history().numbered()),
                                "run.started",
                                announced(pipeline, decision))
                        .with(new JobChange.Request(pipeline.jobId(run)));
            case TriggerDecision.Merged merged ->
                Decision.apply(waiting(pipeline, merged.waiting()), "run.merged", announced(pipeline, decision));
            case TriggerDecision.Suppressed _ ->
                Decision.apply(pipeline, "run.suppressed", announced(pipeline, decision));
        };
    }

    private static Pipeline waiting(Pipeline pipeline, Run run) {
        Pipeline waits = pipeline.withRuns(pipeline.active(), run);
        return pipeline.waiting() == null ? waits.withHistory(pipeline.history().numbered()) : waits;
    }

    Announcement<?> announced(Pipeline pipeline, TriggerDecision decision) {
        Definition definition = pipeline.definition();
        int version = definition == null ? 0 : definition.version();
        return announcements.decided(pipeline.name(), version, pipeline.dataset(), decision);
    }
}
