package dev.millrace.registry.model;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobChange;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Stored;
import dev.millrace.registry.history.Generations;
import dev.millrace.registry.history.Version.Status;
import dev.millrace.registry.history.Versions;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Serves an earlier version again, as a generation of its own: the number of a generation never goes back. */
public class RollBackModel {

    private final AggregateStore<ModelState> models;
    private final Versions versions;
    private final Generations generations;
    private final ModelAnnouncements announcements;
    private final Clock clock;
    private final Supplier<String> cascadeIds;

    RollBackModel(
            AggregateStore<ModelState> models,
            Versions versions,
            Generations generations,
            ModelAnnouncements announcements,
            Clock clock,
            Supplier<String> cascadeIds) {
        this.models = models;
        this.versions = versions;
        this.generations = generations;
        this.announcements = announcements;
        this.clock = clock;
        this.cascadeIds = cascadeIds;
    }

    /** @param version null for the one that served before */
    public DecisionResult rollBack(DecisionRequest request, @Nullable Integer version) {
        var id = request.modelId();
        var before = models.find(id).map(Stored::state).orElse(null);
        var target = Rollback.target(before, version);
        var lookup = VersionLookup.of(
                before, target == null ? null : versions.find(id, target).orElse(null));
        var digest = "ROLLBACK %s %s %s%s".formatted(request.model(), version, request.reason(), request.expecting());
        var command =
                new Command(request.by(), request.idempotencyKey(), digest, new Lineage(cascadeIds.get(), null, 0));
        var outcome = models.command(
                command,
                id,
                state -> decision(
                        request,
                        Rollback.of(
                                state,
                                version,
                                lookup,
                                request.by(),
                                request.reason(),
                                request.expectedGeneration(),
                                clock.instant())));
        return DecisionResult.of(outcome, RollBackModel::receipt, () -> null);
    }

    private static Receipt receipt(ModelState state) {
        return Receipt.of(state, Objects.requireNonNull(state.championVersion()), Status.APPROVED);
    }

    private Decision<ModelState> decision(DecisionRequest request, Rollback rollback) {
        return switch (rollback) {
            case Rollback.Refused(var code, var detail) -> Decision.refuse(code, detail);
            case Rollback.Restored(var state, var champion) ->
                Decision.apply(
                                state,
                                "model.rolled-back",
                                announcements.approved(request.model(), state.pipeline(), champion.generation()))
                        .storing(generations.row(request.modelId(), champion.generation()))
                        .with(new JobChange.Clear())
                        .answering(receipt(state).json());
        };
    }
}
