package dev.millrace.training.pipeline;

import static dev.millrace.training.pipeline.SamplePipelines.NOW;
import static dev.millrace.training.pipeline.SamplePipelines.again;
import static dev.millrace.training.pipeline.SamplePipelines.busy;
import static dev.millrace.training.pipeline.SamplePipelines.decide;
import static dev.millrace.training.pipeline.SamplePipelines.definition;
import static dev.millrace.training.pipeline.SamplePipelines.fresh;
import static dev.millrace.training.pipeline.SamplePipelines.holding;
import static dev.millrace.training.pipeline.SamplePipelines.manual;
import static dev.millrace.training.pipeline.SamplePipelines.newData;
import static dev.millrace.training.pipeline.SamplePipelines.situation;
import static dev.millrace.training.pipeline.SamplePipelines.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.messaging.JobChange;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NextRunTests {

    private static final String SPARING = "{on: [new-data], cooldown: PT6H}";

    /** One run has ended with a model, and another one waits. */
    private static Pipeline ended(String retrain) {
        var active = busy(holding(fresh(retrain), 1));
        var waits = waiting(active, decide(holding(active, 2), newData(2)));
        var run = Objects.requireNonNull(active.runs().active()).asJudged(true);
        return waits.withRuns(waits.runs().withActive(null))
                .withPast(waits.past()
                        .after(
                                PastRuns.Trained.by(run, null, false, NOW),
                                new Spending.Cost(Duration.ofSeconds(20), 1000),
                                NOW));
    }

    @Test
    void theWaitingRunHasItsTurnWithAllDataThatAreThereByThen() {
        var next = NextRun.after(situation(holding(ended(SPARING), 4)));
        var run = Objects.requireNonNull(next.pipeline().runs().active());

        assertThat(run.number()).isEqualTo(2);
        assertThat(run.data().count()).isEqualTo(4);
        assertThat(next.pipeline().runs().waiting()).isNull();
        assertThat(next.decision())
                .hasValueSatisfying(decision -> assertThat(decision).isInstanceOf(TriggerDecision.Started.class));
    }

    @Test
    void theWaitingRunLearnsByWhatIsInForceByThen() {
        var newer = definition(2, "trips", SPARING);
        var next = NextRun.after(situation(ended(SPARING).defined(newer)));

        assertThat(Objects.requireNonNull(next.pipeline().runs().active()).pipelineVersion())
                .isEqualTo(2);
    }

    @Test
    void theWaitingRunGoesOnWaitingForTheVerdictAboutTheModelBefore() {
        var until = NOW.plusSeconds(15);
        var ended = ended(SPARING);
        var next = NextRun.after(situation(ended, ended.data(), until));

        assertThat(next.pipeline()).isEqualTo(ended);
        assertThat(next.decision()).isEmpty();
        assertThat(next.job()).isEqualTo(new JobChange.Request("default/tips-2", until));
    }

    @Test
    void theDaysBudgetHoldsForTheWaitingRunToo() {
        var ended = holding(ended("{on: [new-data], runsPerDay: 1}"), 4);

        assertHeldBack(ended, Suppression.BUDGET);

        var tomorrow = NOW.plus(Duration.ofDays(1));
        var next = NextRun.after(situation(ended));
        assertThat(next.job()).isEqualTo(new JobChange.Request("default/tips/again", tomorrow));
        assertThat(again(next.pipeline(), tomorrow).pipeline().runs().active()).isNotNull();
    }

    @Test
    void soDoesTheBreaker() {
        var ended = holding(ended("{on: [new-data], noGainRuns: 2}"), 4);

        var broken = ended.withPast(ended.past().withoutGain(2));

        assertHeldBack(broken, Suppression.BREAKER);
        assertThat(NextRun.after(situation(broken)).job()).isEqualTo(new JobChange.Clear());
    }

    @Test
    void neitherHoldsForARunThatAPersonWants() {
        var ended = ended("{on: [new-data], noGainRuns: 2, runsPerDay: 1}");
        var asked = waiting(ended, decide(ended, manual()));

        var next = NextRun.after(situation(asked.withPast(asked.past().withoutGain(2))));

        assertThat(next.pipeline().runs().active()).isNotNull();
    }

    private static void assertHeldBack(Pipeline ended, Suppression reason) {
        var next = NextRun.after(situation(ended));

        assertThat(next.pipeline().runs().active()).isNull();
        assertThat(next.pipeline().runs().waiting()).isNull();
        assertThat(next.decision())
                .hasValueSatisfying(decision -> assertThat(decision)
                        .isInstanceOfSatisfying(TriggerDecision.Suppressed.class, suppressed -> {
                            assertThat(suppressed.reason()).isEqualTo(reason);
                            assertThat(suppressed.run()).isEqualTo(ended.runs().waiting());
                        }));
    }

    @Test
    void nothingFollowsWhereNothingWaits() {
        var next = NextRun.after(situation(holding(fresh(SPARING), 1)));

        assertThat(next.pipeline().runs().active()).isNull();
        assertThat(next.decision()).isEqualTo(Optional.empty());
    }
}
