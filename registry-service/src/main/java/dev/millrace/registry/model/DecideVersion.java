package dev.millrace.registry.model;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobChange;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Stored;
import dev.millrace.registry.history.Generations;
import dev.millrace.registry.history.Version;
import dev.millrace.registry.history.Version.Status;
import dev.millrace.registry.history.Versions;
import dev.millrace.registry.model.DecisionResult.Earlier;
import dev.millrace.registry.model.Review.Choice;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes a person's decision about a version that waits for one; the first decision counts. */
public class DecideVersion {

    private final AggregateStore<ModelState> models;
    private final Versions versions;
    private final Generations generations;
    private final ModelAnnouncements announcements;
    private final Clock clock;
    private final Supplier<String> cascadeIds;

    DecideVersion(
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

    public DecisionResult approve(DecisionRequest request, int version) {
        return decide(request, version, Choice.APPROVE);
    }

    public DecisionResult reject(DecisionRequest request, int version) {
        return decide(request, version, Choice.REJECT);
    }

    private DecisionResult decide(DecisionRequest request, int number, Choice choice) {
        var id = request.modelId();
        var before = models.find(id).map(Stored::state).orElse(null);
        var lookup = VersionLookup.of(
                before, before == null ? null : versions.find(id, number).orElse(null));
        var version = lookup.version();
        var lineage = version == null
                ? new Lineage(cascadeIds.get(), null, 0)
                : version.cause().effect();
        var digest = "%s %s %d %s%s".formatted(choice, request.model(), number, request.reason(), request.expecting());
        var outcome = models.command(
                new Command(request.by(), request.idempotencyKey(), digest, lineage),
                id,
                state -> decision(
                        request,
                        Review.of(
                                state,
                                number,
                                lookup,
                                choice,
                                request.by(),
                                request.reason(),
                                request.expectedGeneration(),
                                clock.instant())));
        return DecisionResult.of(outcome, state -> receipt(state, number, choice), () -> earlier(id, number));
    }

    private static Receipt receipt(ModelState state, int number, Choice choice) {
        return Receipt.of(state, number, choice == Choice.APPROVE ? Status.APPROVED : Status.REJECTED);
    }

    private Decision<ModelState> decision(DecisionRequest request, Review review) {
        return switch (review) {
            case Review.Refused(var code, var detail) -> Decision.refuse(code, detail);
            case Review.Approved(var state, var version, var champion) ->
                Decision.apply(
                                state,
                                "version.approved",
                                announcements.approved(request.model(), state.pipeline(), champion.generation()))
                        .storing(
                                versions.row(request.modelId(), version),
                                generations.row(request.modelId(), champion.generation()))
                        .with(new JobChange.Clear())
                        .answering(
                                receipt(state, version.number(), Choice.APPROVE).json());
            case Review.Rejected(var state, var version) ->
                Decision.apply(
                                state,
                                "version.rejected",
                                announcements.rejected(
                                        request.model(),
                                        state.pipeline(),
                                        version,
                                        Objects.requireNonNull(version.decision())))
                        .storing(versions.row(request.modelId(), version))
                        .answering(
                                receipt(state, version.number(), Choice.REJECT).json());
        };
    }

    private @Nullable Earlier earlier(String id, int number) {
        var recent =
                models.find(id).flatMap(stored -> stored.state().recent(number)).orElse(null);
        if (recent != null && recent.decision() != null) {
            return new Earlier(recent.status(), recent.decision());
        }
        Version version = versions.find(id, number).orElse(null);
        return version == null || version.decision() == null ? null : new Earlier(version.status(), version.decision());
    }
}
