package dev.millrace.registry.model;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobChange;
import dev.millrace.messaging.Received;
import org.jspecify.annotations.Nullable;

/** Records who withdrew a model from serving or put it back, so that the model's audit says it beside approvals and rollbacks. */
public class RecordServingDecision {

    private final AggregateStore<ModelState> models;

    RecordServingDecision(AggregateStore<ModelState> models) {
        this.models = models;
    }

    public void record(Received<?> cause, String project, String model, ServingDecision decided) {
        models.onNaturalKey(cause, project + "/" + model, state -> decision(state, decided));
    }

    private static Decision<ModelState> decision(@Nullable ModelState state, ServingDecision decided) {
        if (state == null) {
            return new Decision.Refuse<>("AGGREGATE_UNKNOWN", "no such model", true);
        }
        var before = state.servingDecision();
        if (before != null && !decided.isAfter(before)) {
            return Decision.ignore("recorded before");
        }
        var after = state.with(decided);
        // What is withdrawn is not to be replaced by an earlier version because it could not be loaded.
        return decided.withdrawn()
                ? Decision.apply(after, "model.withdrawn").with(new JobChange.Clear())
                : Decision.apply(after, "model.restored");
    }
}
