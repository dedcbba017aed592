package dev.millrace.registry.model;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.Stored;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Serves an earlier version again, as a generation of its own: what is served never goes back in number. */
public class RollBackModel {

    private final AggregateStore<ModelState> models;
    private final Archive archive;
    private final Clock clock;
    private final Supplier<String> cascadeIds;

    RollBackModel(AggregateStore<ModelState> models, Archive archive, Clock clock, Supplier<String> cascadeIds) {
        this.models = models;
        this.archive = archive;
        this.clock = clock;
        this.cascadeIds = cascadeIds;
    }

    /** @param version null for the one that served before */
    public Answer rollBack(Wish wish, @Nullable Integer version) {
        String id = wish.modelId();
        Optional<ModelState> before = models.find(id).map(Stored::state);
        Archived archived = before.map(state -> archive.keep(id, state)).orElse(Archived.NOTHING);
        Version old = before.flatMap(state -> Optional.ofNullable(target(state, version))
                        .filter(number -> state.version(number).isEmpty())
                        .flatMap(number -> archive.version(id, number)))
                .orElse(null);
        String request = "ROLLBACK %s %s %s".formatted(wish.model(), version, wish.reason());
        Command command =
                new Command(wish.by(), wish.idempotencyKey(), request, new Lineage(cascadeIds.get(), null, 0));
        Outcome<ModelState> outcome = models.command(
                command,
                id,
                state -> decision(
                        wish, Rollback.of(state, version, old, wish.by(), wish.reason(), archived, clock.instant())));
        return Answers.of(outcome, RollBackModel::told, Optional::empty);
    }

    private static Told told(ModelState state) {
        return Told.of(state, Objects.requireNonNull(state.championVersion()), Version.Status.APPROVED);
    }

    private static @Nullable Integer target(ModelState state, @Nullable Integer version) {
        Integer champion = state.championVersion();
        return version != null || champion == null ? version : Rollback.previous(state.generations(), champion);
    }

    private static Decision<ModelState> decision(Wish wish, Rollback rollback) {
        return switch (rollback) {
            case Rollback.Refused(var code, var detail) -> Decision.refuse(code, detail);
            case Rollback.Restored(var state, var generation) ->
                Decision.apply(
                                state,
                                "model.rolled-back",
                                ModelEvents.approved(wish.model(), state.pipeline(), generation))
                        .answering(told(state).json());
        };
    }
}
