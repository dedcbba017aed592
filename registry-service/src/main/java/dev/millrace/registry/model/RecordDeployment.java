package dev.millrace.registry.model;

import dev.millrace.contracts.ModelDeployed;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Received;
import org.jspecify.annotations.Nullable;

/** Notes which serving instance answers with which generation, so that lineage ends where predictions begin. */
public class RecordDeployment {

    private final AggregateStore<ModelState> models;

    RecordDeployment(AggregateStore<ModelState> models) {
        this.models = models;
    }

    public void record(Received<ModelDeployed> cause, String modelId, long generation, Deployment deployment) {
        models.onNaturalKey(cause, modelId, state -> decide(state, generation, deployment));
    }

    private static Decision<ModelState> decide(@Nullable ModelState state, long generation, Deployment deployment) {
        if (state == null) {
            return new Decision.Refuse<>("AGGREGATE_UNKNOWN", "no such model", true);
        }
        boolean known = state.generations().stream()
                .filter(one -> one.number() == generation)
                .flatMap(one -> one.deployments().stream())
                .anyMatch(one -> one.eventId().equals(deployment.eventId()) || same(one, deployment));
        boolean kept = state.generations().stream().anyMatch(one -> one.number() == generation);
        return known || !kept
                ? Decision.ignore("noted before")
                : Decision.apply(state.deployed(generation, deployment), "deployment.recorded");
    }

    /** An instance that starts again says the same again; the first time counts. */
    private static boolean same(Deployment one, Deployment other) {
        return one.instance().equals(other.instance()) && one.serving() == other.serving();
    }
}
