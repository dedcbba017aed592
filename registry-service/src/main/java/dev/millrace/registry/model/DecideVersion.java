package dev.millrace.registry.model;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.Stored;
import dev.millrace.registry.model.Review.Word;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes a person's word about a version that waits for one; the first word counts. */
public class DecideVersion {

    private final AggregateStore<ModelState> models;
    private final Archive archive;
    private final Clock clock;
    private final Supplier<String> cascadeIds;

    DecideVersion(AggregateStore<ModelState> models, Archive archive, Clock clock, Supplier<String> cascadeIds) {
        this.models = models;
        this.archive = archive;
        this.clock = clock;
        this.cascadeIds = cascadeIds;
    }

    public Answer approve(Wish wish, int version) {
        return decide(wish, version, Word.APPROVE);
    }

    public Answer reject(Wish wish, int version) {
        return decide(wish, version, Word.REJECT);
    }

    private Answer decide(Wish wish, int number, Word word) {
        Optional<ModelState> before = models.find(wish.modelId()).map(Stored::state);
        Version old = before.filter(state -> state.version(number).isEmpty())
                .flatMap(state -> archive.version(wish.modelId(), number))
                .filter(version -> version.decision() != null)
                .orElse(null);
        Archived archived =
                before.map(state -> archive.keep(wish.modelId(), state)).orElse(Archived.NOTHING);
        Lineage lineage = before.flatMap(state -> state.version(number))
                .map(version -> version.origin().effect())
                .orElseGet(() -> new Lineage(cascadeIds.get(), null, 0));
        String request = "%s %s %d %s".formatted(word, wish.model(), number, wish.reason());
        Command command = new Command(wish.by(), wish.idempotencyKey(), request, lineage);
        Outcome<ModelState> outcome = models.command(
                command,
                wish.modelId(),
                state -> decision(
                        wish,
                        Review.of(state, number, old, word, wish.by(), wish.reason(), archived, clock.instant())));
        return Answers.of(
                outcome,
                state -> told(state, number, word),
                () -> models.find(wish.modelId())
                        .flatMap(stored -> stored.state().version(number))
                        .or(() -> Optional.ofNullable(old)));
    }

    private static Told told(ModelState state, int number, Word word) {
        return Told.of(state, number, word == Word.APPROVE ? Version.Status.APPROVED : Version.Status.REJECTED);
    }

    private static Decision<ModelState> decision(Wish wish, Review review) {
        return switch (review) {
            case Review.Refused(var code, var detail) -> Decision.refuse(code, detail);
            case Review.Approved(var state, var version, var generation) ->
                Decision.apply(
                                state,
                                "version.approved",
                                ModelEvents.approved(wish.model(), state.pipeline(), generation))
                        .answering(told(state, version.number(), Word.APPROVE).json());
            case Review.Rejected(var state, var version) ->
                Decision.apply(
                                state,
                                "version.rejected",
                                ModelEvents.rejected(
                                        wish.model(),
                                        state.pipeline(),
                                        version,
                                        Objects.requireNonNull(version.decision())))
                        .answering(told(state, version.number(), Word.REJECT).json());
        };
    }
}
