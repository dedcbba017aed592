package dev.millrace.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.registry.model.Version.Status;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionTests {

    private static final String GATES = "[{metric: auc, min: 0.6}]";

    @Test
    void approvesAFirstModelThatPassesAsGenerationOne() {
        Admission admission = admit(null, Fixtures.trained("run-1", 0.8, null, null));

        assertThat(admission).isInstanceOfSatisfying(Admission.Approved.class, approved -> {
            assertThat(approved.version().number()).isEqualTo(1);
            assertThat(approved.version().status()).isEqualTo(Status.APPROVED);
            assertThat(approved.version().decision())
                    .isEqualTo(new Version.Verdict("gates", Fixtures.NOW, "all 2 gates passed"));
            assertThat(approved.generation().number()).isEqualTo(1);
            assertThat(approved.generation().previous()).isNull();
            assertThat(approved.version().judgement().rubberStamp()).isTrue();
        });
    }

    @Test
    void givesARunOneVersionHoweverOftenItIsHeardOf() {
        ModelState state = Fixtures.approved(2);

        assertThat(admit(state, Fixtures.trained("run-1", 0.8, null, null))).isEqualTo(new Admission.Known(1));
    }

    @Test
    void numbersRejectedVersionsToo() {
        Admission admission = admit(Fixtures.approved(1), Fixtures.trained("run-2", 0.5, 1, 0.8));

        assertThat(admission).isInstanceOfSatisfying(Admission.Rejected.class, rejected -> {
            assertThat(rejected.version().number()).isEqualTo(2);
            assertThat(rejected.state().championVersion()).isEqualTo(1);
        });
    }

    @Test
    void letsAPersonDecideWhenTheChampionChangedMeanwhile() {
        Admission admission = admit(Fixtures.approved(2), Fixtures.trained("run-3", 0.8, 1, 0.8));

        assertThat(admission).isInstanceOfSatisfying(Admission.Waiting.class, waiting -> {
            assertThat(waiting.version().status()).isEqualTo(Status.PENDING_MANUAL_APPROVAL);
            assertThat(waiting.version().judgement().summary())
                    .contains("compared with version 1, but version 2 serves now");
        });
    }

    @Test
    void letsAPersonDecideWhenTheChampionCouldNotBeScored() {
        TrainingFacts facts = Fixtures.trained("run-2", Map.of("auc", 0.8), 1, null, "MODEL_CORRUPT");

        assertThat(admit(Fixtures.approved(1), facts)).isInstanceOf(Admission.Waiting.class);
    }

    @Test
    void keepsTheDocumentSmallAndTheNumbersWithoutGaps() {
        ModelState state = Objects.requireNonNull(Fixtures.approved(120));

        assertThat(state.versions()).hasSize(ModelState.KEPT);
        assertThat(state.generations()).hasSize(ModelState.KEPT);
        assertThat(state.lastVersion()).isEqualTo(120);
        assertThat(Objects.requireNonNull(state.champion()).number()).isEqualTo(120);
        assertThat(state.versions().getFirst().number()).isEqualTo(71);
    }

    @Test
    void keepsEveryVersionThatWaitsForAPerson() {
        ModelState state = Fixtures.waiting("manual");
        for (int i = 2; i <= ModelState.KEPT + 10; i++) {
            Candidate next = Fixtures.candidate(Fixtures.trained("run-" + i, 0.8, null, null));
            Admission admission =
                    Admission.of(state, next, Fixtures.spec("manual", GATES), state.surplus(), Fixtures.NOW);
            state = ((Admission.Waiting) admission).state();
        }

        assertThat(state.version(1)).isPresent();
        assertThat(state.versions()).hasSize(ModelState.KEPT + 10);
    }

    @Test
    void keepsWhatWasNotArchivedAsItIs() {
        ModelState full = Objects.requireNonNull(Fixtures.approved(ModelState.KEPT));
        Candidate candidate = Fixtures.candidate(Fixtures.trained("run-51", 0.8, 50, 0.8));

        Admission admission = Admission.of(full, candidate, Fixtures.automatic(), Archived.NOTHING, Fixtures.NOW);

        assertThat(admission)
                .isInstanceOfSatisfying(
                        Admission.Approved.class,
                        approved -> assertThat(approved.state().versions()).hasSize(ModelState.KEPT + 1));
    }

    private static Admission admit(@Nullable ModelState state, TrainingFacts facts) {
        return Admission.of(state, Fixtures.candidate(facts), Fixtures.automatic(), Archived.NOTHING, Fixtures.NOW);
    }
}
