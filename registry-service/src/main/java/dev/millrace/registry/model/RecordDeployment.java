package dev.millrace.registry.model;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobChange;
import dev.millrace.messaging.Received;
import dev.millrace.registry.history.Deployment;
import dev.millrace.registry.history.Generations;
import dev.millrace.registry.judging.CausingEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/**
 * Records what serving instances say about a generation, so that lineage ends where predictions begin, and plans the return to the
 * version that serves where the new one is refused.
 */
public class RecordDeployment {

    private final AggregateStore<ModelState> models;
    private final Generations generations;
    private final ModelAnnouncements announcements;
    private final Duration returnAfter;
    private final Clock clock;

    RecordDeployment(
            AggregateStore<ModelState> models,
            Generations generations,
            ModelAnnouncements announcements,
            Duration returnAfter,
            Clock clock) {
        this.models = models;
        this.generations = generations;
        this.announcements = announcements;
        this.returnAfter = returnAfter;
        this.clock = clock;
    }

    /** A report that is older than what the instance has said since, or says the same again, changes nothing. */
    public void record(
            Received<?> cause,
            String project,
            String model,
            long generation,
            Deployment deployment,
            CausingEvent event) {
        var id = project + "/" + model;
        var stored = generations.deployment(id, generation, deployment.instance());
        if (stored.filter(earlier -> earlier.supersedes(deployment)).isEmpty()) {
            models.onNaturalKey(
                    cause,
                    id,
                    state -> decision(
                            model,
                            generation,
                            deployment,
                            id,
                            DeploymentReport.of(state, generation, deployment, event)));
        }
    }

    private Decision<ModelState> decision(
            String model, long generation, Deployment deployment, String id, DeploymentReport report) {
        var row = generations.row(id, generation, deployment);
        return switch (report) {
            case DeploymentReport.UnknownModel() -> new Decision.Refuse<>("AGGREGATE_UNKNOWN", "no such model", true);
            case DeploymentReport.Kept(var state) ->
                Decision.apply(state, "deployment.recorded").storing(row);
            case DeploymentReport.Confirmed(var state, var afterRefusals) ->
                Decision.apply(state, "deployment.recorded")
                        .storing(row)
                        .with(afterRefusals ? new JobChange.Clear() : new JobChange.Keep());
            case DeploymentReport.FirstRefusal(var state, var champion, var servedElsewhere) ->
                Decision.apply(
                                state,
                                "deployment.refused",
                                announcements.deploymentRefused(
                                        model,
                                        state.pipeline(),
                                        champion.generation(),
                                        Objects.requireNonNullElse(deployment.reason(), "")))
                        .storing(row)
                        .with(servedElsewhere ? new JobChange.Keep() : returnLater(generation));
        };
    }

    private JobChange returnLater(long generation) {
        return new JobChange.Request(
                ReturnDecision.jobId(generation), clock.instant().plus(returnAfter));
    }
}
