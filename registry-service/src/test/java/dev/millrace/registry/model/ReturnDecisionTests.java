package dev.millrace.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.registry.history.Deployment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReturnDecisionTests {

    @Test
    void plansAReturnAtTheFirstRefusalOnly() {
        var state = state(Fixtures.approved(2));
        var first = report(state, 2, false);

        assertThat(first)
                .isInstanceOfSatisfying(
                        DeploymentReport.FirstRefusal.class,
                        refusal -> assertThat(refusal.servedElsewhere()).isFalse());
        var refused = ((DeploymentReport.FirstRefusal) first).state();
        assertThat(report(refused, 2, false)).isInstanceOf(DeploymentReport.Kept.class);
    }

    @Test
    void plansNoneWhereAnotherInstanceServes() {
        var served = ((DeploymentReport.Confirmed) report(state(Fixtures.approved(1)), 1, true)).state();

        assertThat(report(served, 1, false))
                .isInstanceOfSatisfying(
                        DeploymentReport.FirstRefusal.class,
                        refusal -> assertThat(refusal.servedElsewhere()).isTrue());
    }

    @Test
    void givesThePlanUpWhenAnInstanceServesAfterAll() {
        var refused = ((DeploymentReport.FirstRefusal) report(state(Fixtures.approved(1)), 1, false)).state();

        assertThat(report(refused, 1, true))
                .isInstanceOfSatisfying(
                        DeploymentReport.Confirmed.class,
                        confirmed -> assertThat(confirmed.afterRefusals()).isTrue());
    }

    @Test
    void keepsReportsAboutOtherGenerationsAndOfUnknownModelsApart() {
        assertThat(report(state(Fixtures.approved(2)), 1, false)).isInstanceOf(DeploymentReport.Kept.class);
        assertThat(report(null, 1, true)).isInstanceOf(DeploymentReport.UnknownModel.class);
    }

    @Test
    void returnsToTheVersionThatServesAsANewGeneration() {
        var state = refused(secondOfTwoApproved(true));

        var decision = ReturnDecision.of(state, ReturnDecision.jobId(2), Fixtures.NOW);

        assertThat(decision).isInstanceOfSatisfying(ReturnDecision.Returned.class, returned -> {
            var generation = returned.champion().generation();
            assertThat(generation.number()).isEqualTo(3);
            assertThat(generation.version()).isEqualTo(1);
            assertThat(generation.rollback()).isTrue();
            assertThat(generation.reason())
                    .isEqualTo("returned: no instance could serve version 2 (WARMUP_TIMEOUT: not done)");
            assertThat(returned.state().championVersion()).isEqualTo(1);
        });
    }

    @Test
    void returnsToNothingThatNoInstanceHasServed() {
        var state = refused(secondOfTwoApproved(false));

        assertThat(ReturnDecision.of(state, ReturnDecision.jobId(2), Fixtures.NOW))
                .isInstanceOf(ReturnDecision.NothingToReturnTo.class);
    }

    @Test
    void doesNotReturnAgainAndAgainWhereTheOldVersionIsRefusedToo() {
        var returned = (ReturnDecision.Returned)
                ReturnDecision.of(refused(secondOfTwoApproved(true)), ReturnDecision.jobId(2), Fixtures.NOW);

        assertThat(ReturnDecision.of(refused(returned.state()), ReturnDecision.jobId(3), Fixtures.NOW))
                .isInstanceOf(ReturnDecision.NothingToReturnTo.class);
    }

    @Test
    void doesNothingAboutAGenerationThatServesOrWasReplaced() {
        var state = refused(secondOfTwoApproved(true));
        var served = ((DeploymentReport.Confirmed) report(state, 2, true)).state();

        assertThat(ReturnDecision.of(served, ReturnDecision.jobId(2), Fixtures.NOW))
                .isInstanceOf(ReturnDecision.NotNeeded.class);
        assertThat(ReturnDecision.of(state, ReturnDecision.jobId(1), Fixtures.NOW))
                .isInstanceOf(ReturnDecision.NotNeeded.class);
    }

    private static ModelState secondOfTwoApproved(boolean firstServed) {
        var first = state(Fixtures.approved(1));
        var before = firstServed ? ((DeploymentReport.Confirmed) report(first, 1, true)).state() : first;
        return ((Admission.Approved)
                        Fixtures.admit(before, Fixtures.trained("run-2", 0.8, 1, 0.8), Fixtures.automatic()))
                .state();
    }

    private static ModelState refused(ModelState state) {
        long generation = Objects.requireNonNull(state.champion()).generation().number();
        return ((DeploymentReport.FirstRefusal) report(state, generation, false)).state();
    }

    private static DeploymentReport report(@Nullable ModelState state, long generation, boolean serving) {
        var deployment = new Deployment(
                "serving-1", serving, serving ? null : "WARMUP_TIMEOUT: not done", 1, 1, 0, Fixtures.NOW, "event");
        return DeploymentReport.of(state, generation, deployment, Fixtures.CAUSE);
    }

    private static ModelState state(Fixtures.Model model) {
        return Objects.requireNonNull(model.state());
    }
}
