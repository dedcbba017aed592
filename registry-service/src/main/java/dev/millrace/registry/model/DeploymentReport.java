package dev.millrace.registry.model;

import dev.millrace.registry.history.Deployment;
import dev.millrace.registry.judging.CausingEvent;
import org.jspecify.annotations.Nullable;

/** What a serving instance's word about a generation means for the model. */
sealed interface DeploymentReport {

    /** There is no such model. */
    record UnknownModel() implements DeploymentReport {}

    /** It is only to be kept. */
    record Kept(ModelState state) implements DeploymentReport {}

    /**
     * An instance answers with what is in service.
     *
     * @param afterRefusals whether a return to an earlier version was planned, which is not needed any more
     */
    record Confirmed(ModelState state, boolean afterRefusals) implements DeploymentReport {}

    /**
     * What is in service was refused for the first time.
     *
     * @param servedElsewhere whether another instance answers with it, so that there is no need to return
     */
    record FirstRefusal(ModelState state, Champion champion, boolean servedElsewhere) implements DeploymentReport {}

    /** Pure. */
    static DeploymentReport of(@Nullable ModelState state, long generation, Deployment deployment, CausingEvent cause) {
        if (state == null) {
            return new UnknownModel();
        }
        var current = state.champion();
        if (current == null || current.generation().number() != generation) {
            return new Kept(state);
        }
        var rollout = state.rollout();
        if (deployment.serving()) {
            return new Confirmed(state.confirming(), rollout.refusals() > 0 && !rollout.serving());
        }
        var refused = state.with(rollout.refused(deployment.reason(), cause));
        return rollout.refusals() == 0 ? new FirstRefusal(refused, current, rollout.serving()) : new Kept(refused);
    }
}
