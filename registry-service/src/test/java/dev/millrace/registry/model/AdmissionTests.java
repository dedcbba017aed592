package dev.millrace.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.registry.history.Version;
import dev.millrace.registry.history.Version.Status;
import dev.millrace.registry.judging.TrainingFacts;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionTests {

    @Test
    void approvesAFirstModelThatPassesAsGenerationOne() {
        var admission = admit(null, Fixtures.trained("run-1", 0.8, null, null));

        assertThat(admission).isInstanceOfSatisfying(Admission.Approved.class, approved -> {
            assertThat(approved.version().number()).isEqualTo(1);
            assertThat(approved.version().status()).isEqualTo(Status.APPROVED);
            assertThat(approved.version().decision())
                    .isEqualTo(new Version.Verdict("gates", Fixtures.NOW, "all 2 gates passed"));
            assertThat(approved.champion().generation().number()).isEqualTo(1);
            assertThat(approved.champion().generation().previous()).isNull();
            assertThat(approved.version().judgement().rubberStamp()).isTrue();
        });
    }

    @Test
    void givesARunOneVersionHoweverOftenItIsHeardOf() {
        var model = Fixtures.approved(2);
        var facts = Fixtures.trained("run-1", 0.8, null, null);

        assertThat(admit(model.state(), facts)).isEqualTo(new Admission.AlreadyNumbered(1));
        assertThat(Admission.of(
                        Fixtures.approved(100).state(),
                        model.lookup(1),
                        Fixtures.candidate(facts),
                        Fixtures.automatic(),
                        Fixtures.NOW))
                .isEqualTo(new Admission.AlreadyNumbered(1));
    }

    @Test
    void looksARunUpAgainWhenMoreHasChangedThanTheStateTells() {
        var lookedUpEarly = Fixtures.nothing(Fixtures.approved(1).state());
        var state = Fixtures.approved(ModelState.RECENT + 2).state();
        var facts = Fixtures.trained("run-2", 0.8, 1, 0.8);

        assertThat(Admission.of(state, lookedUpEarly, Fixtures.candidate(facts), Fixtures.automatic(), Fixtures.NOW))
                .isEqualTo(new Admission.Outdated());
    }

    @Test
    void numbersRejectedVersionsToo() {
        var admission = admit(Fixtures.approved(1).state(), Fixtures.trained("run-2", 0.5, 1, 0.8));

        assertThat(admission).isInstanceOfSatisfying(Admission.Rejected.class, rejected -> {
            assertThat(rejected.version().number()).isEqualTo(2);
            assertThat(rejected.state().championVersion()).isEqualTo(1);
        });
    }

    @Test
    void letsAPersonDecideWhenTheChampionChangedMeanwhile() {
        var admission = admit(Fixtures.approved(2).state(), Fixtures.trained("run-3", 0.8, 1, 0.8));

        assertThat(admission).isInstanceOfSatisfying(Admission.Waiting.class, waiting -> {
            assertThat(waiting.version().status()).isEqualTo(Status.PENDING_MANUAL_APPROVAL);
            assertThat(waiting.version().judgement().summary())
                    .contains("compared with version 1, but version 2 serves now");
        });
    }

    @Test
    void letsAPersonDecideWhenTheChampionCouldNotBeScored() {
        var facts = Fixtures.trained("run-2", Map.of("auc", 0.8), 1, null, "MODEL_CORRUPT");

        assertThat(admit(Fixtures.approved(1).state(), facts)).isInstanceOf(Admission.Waiting.class);
    }

    @Test
    void keepsTheChampionWhereAChallengerIsOnlyNotWorse() {
        var policy = Fixtures.policy(
                "{mode: automatic, replace: better}",
                "[{metric: auc, min: 0.6}, {metric: auc, maxDropFromChampion: 0.01}]");
        var serving = Fixtures.approved(1).state();

        assertThat(Fixtures.admit(serving, Fixtures.compared("run-2", 0.81, 1, 0.8, false), policy))
                .isInstanceOfSatisfying(Admission.Rejected.class, rejected -> {
                    assertThat(rejected.state().championVersion()).isEqualTo(1);
                    assertThat(Admission.verdict(rejected.version()).reason())
                            .isEqualTo(
                                    "all 2 gates passed, but on the same test rows it is no better than version 1, or only by chance"
                                            + " (approval.replace: better)");
                });
        assertThat(Fixtures.admit(serving, Fixtures.compared("run-2", 0.9, 1, 0.8, true), policy))
                .isInstanceOf(Admission.Approved.class);
        assertThat(Fixtures.admit(serving, Fixtures.compared("run-2", 0.8, 1, 0.8, null), policy))
                .as("nobody can say")
                .isInstanceOf(Admission.Approved.class);
        assertThat(Fixtures.admit(null, Fixtures.trained("run-1", 0.8, null, null), policy))
                .as("the first model")
                .isInstanceOf(Admission.Approved.class);
        assertThat(admit(serving, Fixtures.compared("run-2", 0.8, 1, 0.8, false)))
                .as("without that rule")
                .isInstanceOf(Admission.Approved.class);
    }

    @Test
    void keepsTheDocumentSmallAndTheNumbersWithoutGaps() {
        var state = Objects.requireNonNull(Fixtures.approved(1_000).state());

        assertThat(state.recent()).hasSize(ModelState.RECENT);
        assertThat(state.lastVersion()).isEqualTo(1_000);
        assertThat(Objects.requireNonNull(state.champion()).generation().number())
                .isEqualTo(1_000);
        assertThat(state.waiting()).isZero();
    }

    @Test
    void countsEveryVersionThatWaitsForAPersonAndKeepsTheNewestFew() {
        var policy = Fixtures.policy("manual", "[{metric: auc, min: 0.6}]");
        ModelState state = null;
        for (int i = 1; i <= 1_000; i++) {
            var facts = Fixtures.trained("run-" + i, 0.8, null, null);
            state = ((Admission.Waiting) Fixtures.admit(state, facts, policy)).state();
        }

        assertThat(Objects.requireNonNull(state).waiting()).isEqualTo(1_000);
        assertThat(state.recent()).hasSize(ModelState.RECENT);
    }

    private static Admission admit(@Nullable ModelState state, TrainingFacts facts) {
        return Fixtures.admit(state, facts, Fixtures.automatic());
    }
}
