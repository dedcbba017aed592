package dev.millrace.training.run;

import static dev.millrace.training.run.Pipelines.NOW;
import static dev.millrace.training.run.Pipelines.busy;
import static dev.millrace.training.run.Pipelines.decide;
import static dev.millrace.training.run.Pipelines.fresh;
import static dev.millrace.training.run.Pipelines.holding;
import static dev.millrace.training.run.Pipelines.newData;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.messaging.JobChange;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NextRunTests {

    private static Pipeline ended(String retrain) {
        Pipeline active = busy(holding(fresh(retrain), 1));
        TriggerDecision.Merged merged = (TriggerDecision.Merged) decide(holding(active, 2), newData(2));
        Run run = Objects.requireNonNull(active.active());
        History history = active.history()
                .numbered()
                .after(
                        new History.Trained(run.number(), false, true, run.versions(), run.rows()),
                        Duration.ofSeconds(20),
                        NOW);
        return active.withRuns(run, merged.waiting()).withHistory(history);
    }

    @Test
    void theWaitingRunHasItsTurnWithAllDataKnownByThen() {
        NextRun next = NextRun.after(holding(ended("{on: [new-data], cooldown: PT6H}"), 4), NOW);

        assertThat(next.job()).isEqualTo(new JobChange.Request("default/tips-2"));
        assertThat(next.pipeline().waiting()).isNull();
        assertThat(Objects.requireNonNull(next.pipeline().active()).versions()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(next.decision())
                .hasValueSatisfying(decision -> assertThat(decision).isInstanceOf(TriggerDecision.Started.class));
    }

    @Test
    void theWaitingRunLearnsByWhatIsInForceByThen() {
        Pipeline ended = ended("{on: [new-data], cooldown: PT6H}");
        Run active = Objects.requireNonNull(ended.active());
        Definition newer = new Definition(
                2, "digest", Objects.requireNonNull(ended.definition()).spec());
        Pipeline defined = ended.defined(newer, "trips");

        assertThat(defined.active()).isEqualTo(active);
        assertThat(active.definition().version()).isEqualTo(1);
        assertThat(Objects.requireNonNull(NextRun.after(defined, NOW).pipeline().active())
                        .definition())
                .isEqualTo(newer);
    }

    @Test
    void theDaysBudgetHoldsForTheWaitingRunToo() {
        assertHeldBack(holding(ended("{on: [new-data], runsPerDay: 1}"), 4), Suppression.BUDGET);
    }

    @Test
    void soDoesTheBreaker() {
        Pipeline ended = holding(ended("{on: [new-data], noGainRuns: 2}"), 4);

        assertHeldBack(ended.withHistory(ended.history().withNoGain(2)), Suppression.BREAKER);
    }

    @Test
    void neitherHoldsForARunThatAPersonWants() {
        Pipeline ended = ended("{on: [new-data], noGainRuns: 2, runsPerDay: 1}");
        TriggerDecision.Merged asked =
                (TriggerDecision.Merged) decide(ended, new Trigger.Manual("ann", Pipelines.lineage(0)));

        NextRun next = NextRun.after(
                ended.withRuns(ended.active(), asked.waiting())
                        .withHistory(ended.history().withNoGain(2)),
                NOW);

        assertThat(next.pipeline().active()).isNotNull();
    }

    private static void assertHeldBack(Pipeline ended, Suppression reason) {
        NextRun next = NextRun.after(ended, NOW);

        assertThat(next.pipeline().active()).isNull();
        assertThat(next.job()).isEqualTo(new JobChange.Clear());
        assertThat(next.decision())
                .hasValueSatisfying(decision -> assertThat(decision)
                        .isInstanceOfSatisfying(
                                TriggerDecision.Suppressed.class,
                                suppressed -> assertThat(suppressed.reason()).isEqualTo(reason)));
    }

    @Test
    void nothingFollowsWhereNothingWaits() {
        NextRun next = NextRun.after(busy(holding(fresh("{on: [new-data]}"), 1)), NOW);

        assertThat(next.pipeline().active()).isNull();
        assertThat(next.decision()).isEqualTo(Optional.empty());
    }
}
