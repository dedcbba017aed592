package dev.millrace.registry.model;

import dev.millrace.messaging.AggregateStore.Decider;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobClaim;
import dev.millrace.messaging.JobWorker;
import dev.millrace.messaging.Lineage;
import dev.millrace.registry.history.Generations;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Brings a model back to the version that serves, once what was approved could not be served for long enough: else registry,
 * training and monitoring would take a version for the champion that answers nobody.
 */
class ReturnModel implements JobWorker<ModelState> {

    private final AggregateType<ModelState> type;
    private final Generations generations;
    private final ModelAnnouncements announcements;
    private final Clock clock;
    private final Supplier<String> cascadeIds;

    ReturnModel(
            AggregateType<ModelState> type,
            Generations generations,
            ModelAnnouncements announcements,
            Clock clock,
            Supplier<String> cascadeIds) {
        this.type = type;
        this.generations = generations;
        this.announcements = announcements;
        this.clock = clock;
        this.cascadeIds = cascadeIds;
    }

    @Override
    public AggregateType<ModelState> type() {
        return type;
    }

    @Override
    public int concurrency() {
        return 1;
    }

    @Override
    public void run(JobClaim<ModelState> claim) {
        var id = claim.aggregateId();
        claim.complete(
                lineage(claim.state()),
                state -> decision(
                        id,
                        Objects.requireNonNull(state),
                        ReturnDecision.of(Objects.requireNonNull(state), claim.jobId(), clock.instant())));
    }

    private Decision<ModelState> decision(String id, ModelState state, ReturnDecision decision) {
        var model = id.substring(id.indexOf('/') + 1);
        return switch (decision) {
            case ReturnDecision.NotNeeded() -> Decision.apply(state, "return.not-needed");
            case ReturnDecision.NothingToReturnTo(var refused) ->
                Decision.apply(
                        state,
                        "return.impossible",
                        announcements.notDeployed(
                                model,
                                state.pipeline(),
                                refused.generation(),
                                Objects.requireNonNullElse(state.rollout().reason(), "")));
            case ReturnDecision.Returned(var after, var refused, var champion) ->
                Decision.apply(
                                after,
                                "model.returned",
                                announcements.approved(model, after.pipeline(), champion.generation()),
                                announcements.returned(
                                        model, after.pipeline(), refused.generation(), champion.generation()))
                        .storing(generations.row(id, champion.generation()));
        };
    }

    @Override
    public Decider<ModelState> exhausted(String jobId, String reason) {
        return state -> Decision.apply(Objects.requireNonNull(state), "return.failed");
    }

    @Override
    public Lineage lineage(ModelState state) {
        var cause = state.rollout().cause();
        return cause == null ? new Lineage(cascadeIds.get(), null, 0) : cause.effect();
    }
}
