package dev.millrace.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.registry.history.Version;
import dev.millrace.registry.model.Fixtures.Model;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RollbackTests {

    @Test
    void bringsBackWhatServedBeforeAsANewGeneration() {
        var rollback = rollback(Fixtures.approved(3), null);

        assertThat(rollback).isInstanceOfSatisfying(Rollback.Restored.class, restored -> {
            var generation = restored.champion().generation();
            assertThat(generation.version()).isEqualTo(2);
            assertThat(generation.number()).isEqualTo(4);
            assertThat(generation.previous()).isEqualTo(3L);
            assertThat(generation.rollback()).isTrue();
        });
    }

    @Test
    void goesFurtherBackWhenAskedTwice() {
        var model = Fixtures.approved(3);
        var once = new Model(restored(rollback(model, null)).state(), model.versions());

        assertThat(restored(rollback(once, null)).champion().version()).isEqualTo(1);
    }

    @Test
    void bringsBackWhatServedBeforeAPromotionThatFollowedARollback() {
        var model = Fixtures.approved(3);
        var back = restored(rollback(model, 1)).state();
        var approved =
                (Admission.Approved) Fixtures.admit(back, Fixtures.trained("run-4", 0.9, 1, 0.8), Fixtures.automatic());
        var versions = Stream.concat(model.versions().stream(), Stream.of(approved.version()))
                .toList();

        assertThat(restored(rollback(new Model(approved.state(), versions), null))
                        .champion()
                        .version())
                .isEqualTo(1);
    }

    @Test
    void findsNothingBeforeTheFirst() {
        assertThat(code(rollback(Fixtures.approved(1), null))).isEqualTo(Refusals.NO_PREVIOUS);
        assertThat(code(rollback(new Model(null, List.of()), null))).isEqualTo(Refusals.NO_CHAMPION);
    }

    @Test
    void bringsBackAnyApprovedVersion() {
        assertThat(restored(rollback(Fixtures.approved(3), 1)).champion().version())
                .isEqualTo(1);
    }

    @Test
    void bringsBackNothingElse() {
        var model = Fixtures.approved(2);
        var rejected = (Admission.Rejected)
                Fixtures.admit(model.state(), Fixtures.trained("run-3", 0.1, 2, 0.8), Fixtures.automatic());
        var versions = Stream.concat(model.versions().stream(), Stream.of(rejected.version()))
                .toList();

        assertThat(code(rollback(new Model(rejected.state(), versions), 3))).isEqualTo(Refusals.NOT_APPROVED);
        assertThat(code(rollback(model, 2))).isEqualTo(Refusals.ALREADY_SERVED);
        assertThat(code(rollback(model, 7))).isEqualTo(Refusals.VERSION_NOT_FOUND);
    }

    @Test
    void returnsNothingWhereAnotherGenerationServesThanThePersonBelieves() {
        var model = Fixtures.approved(3);

        assertThat(code(Rollback.of(model.state(), null, model.lookup(2), "dan", "it was better", 2L, Fixtures.NOW)))
                .isEqualTo(Refusals.GENERATION_CHANGED);
        assertThat(Rollback.of(model.state(), null, model.lookup(2), "dan", "it was better", 3L, Fixtures.NOW))
                .isInstanceOf(Rollback.Restored.class);
    }

    @Test
    void asksToTryAgainWhenTheModelChangedBetweenLookingAndDeciding() {
        var model = Fixtures.approved(3);
        var lookedUp = model.lookup(1);

        assertThat(code(Rollback.of(model.state(), null, lookedUp, "dan", "it was better", null, Fixtures.NOW)))
                .isEqualTo(Refusals.CHANGED_MEANWHILE);
    }

    private static Rollback rollback(Model model, @Nullable Integer wanted) {
        var target = Rollback.target(model.state(), wanted);
        Version version = target == null || target > model.versions().size()
                ? null
                : model.versions().get(target - 1);
        return Rollback.of(
                model.state(),
                wanted,
                VersionLookup.of(model.state(), version),
                "dan",
                "it was better",
                null,
                Fixtures.NOW);
    }

    private static Rollback.Restored restored(Rollback rollback) {
        return (Rollback.Restored) rollback;
    }

    private static String code(Rollback rollback) {
        return rollback instanceof Rollback.Refused refused ? refused.code() : "";
    }
}
