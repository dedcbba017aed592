package dev.millrace.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RollbackTests {

    @Test
    void bringsBackWhatServedBeforeAsANewGeneration() {
        Rollback rollback = rollback(Fixtures.approved(3), null);

        assertThat(rollback).isInstanceOfSatisfying(Rollback.Restored.class, restored -> {
            assertThat(restored.generation().version()).isEqualTo(2);
            assertThat(restored.generation().number()).isEqualTo(4);
            assertThat(restored.generation().previous()).isEqualTo(3L);
            assertThat(restored.generation().rollback()).isTrue();
        });
    }

    @Test
    void goesFurtherBackWhenAskedTwice() {
        ModelState once = restored(rollback(Fixtures.approved(3), null)).state();

        assertThat(restored(rollback(once, null)).generation().version()).isEqualTo(1);
    }

    @Test
    void findsNothingBeforeTheFirst() {
        assertThat(code(rollback(Fixtures.approved(1), null))).isEqualTo(Refusals.NO_PREVIOUS);
        assertThat(code(rollback(null, null))).isEqualTo(Refusals.NO_CHAMPION);
    }

    @Test
    void bringsBackAnyApprovedVersion() {
        assertThat(restored(rollback(Fixtures.approved(3), 1)).generation().version())
                .isEqualTo(1);
    }

    @Test
    void bringsBackNothingElse() {
        assertThat(code(rollback(Fixtures.approved(3), 3))).isEqualTo(Refusals.ALREADY_SERVED);
        assertThat(code(rollback(Fixtures.approved(3), 7))).isEqualTo(Refusals.VERSION_NOT_FOUND);
        ModelState withRejected = ((Admission.Rejected) Admission.of(
                        Fixtures.approved(2),
                        Fixtures.candidate(Fixtures.trained("run-3", 0.1, 2, 0.8)),
                        Fixtures.automatic(),
                        Archived.NOTHING,
                        Fixtures.NOW))
                .state();
        assertThat(code(rollback(withRejected, 3))).isEqualTo(Refusals.NOT_APPROVED);
    }

    private static Rollback rollback(@Nullable ModelState state, @Nullable Integer wanted) {
        return Rollback.of(state, wanted, null, "dan", "it was better", Archived.NOTHING, Fixtures.NOW);
    }

    private static Rollback.Restored restored(Rollback rollback) {
        return (Rollback.Restored) rollback;
    }

    private static String code(Rollback rollback) {
        return rollback instanceof Rollback.Refused refused ? refused.code() : "";
    }
}
