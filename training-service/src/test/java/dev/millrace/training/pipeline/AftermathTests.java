package dev.millrace.training.pipeline;

import static dev.millrace.training.pipeline.SamplePipelines.NOW;
import static dev.millrace.training.pipeline.SamplePipelines.answer;
import static dev.millrace.training.pipeline.SamplePipelines.busy;
import static dev.millrace.training.pipeline.SamplePipelines.drift;
import static dev.millrace.training.pipeline.SamplePipelines.fresh;
import static dev.millrace.training.pipeline.SamplePipelines.holding;
import static dev.millrace.training.pipeline.SamplePipelines.newData;
import static dev.millrace.training.pipeline.SamplePipelines.trained;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.training.pipeline.FollowRun.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AftermathTests {

    private static final String DRIFT_AND_MUCH_DATA = "{on: [new-data, drift], cooldown: PT6H, minNewRows: 2500}";
    private static final Instant LATER = NOW.plus(Duration.ofHours(7));

    /** Version 1 serves and has read one of the two dataset versions. */
    private static Pipeline serving(String retrain) {
        return trained(holding(fresh(retrain), 2), 1, Duration.ofHours(7))
                .withChampion(new Pipeline.ChampionInForce(1, 1, ""));
    }

    private static Pipeline ended(Pipeline pipeline, Ending ending) {
        var active = Objects.requireNonNull(pipeline.runs().active());
        var idle = pipeline.withRuns(pipeline.runs().withActive(null));
        return Aftermath.ended(idle, active, new FollowRun.End(ending, "", Duration.ofSeconds(30), null, null), NOW);
    }

    /** What a thousand new rows start, which are too few for a run of their own, once the cool-down is over. */
    private static Reason startedByFewRows(Pipeline pipeline) {
        var holding = holding(pipeline, 3);
        var definition = Objects.requireNonNull(holding.definition());
        var later = new Situation(holding, definition, holding.data(), LATER, null);
        var after = Answer.to(newData(3), later, new TriggerPolicy(16)).pipeline();
        return Objects.requireNonNull(after.runs().active()).request().reason();
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "CANCELLED"})
    void aDriftWhoseRunMadeNoModelIsDecidedOnAgainWithTheNextData(Ending ending) {
        var drifting = answer(serving(DRIFT_AND_MUCH_DATA), drift(1)).pipeline();

        assertThat(startedByFewRows(ended(drifting, ending))).isEqualTo(Reason.DRIFT);
    }

    @Test
    void soIsOneWhoseModelWasRefused() {
        var drifting = answer(serving(DRIFT_AND_MUCH_DATA), drift(1)).pipeline();

        var refused = Aftermath.refused(ended(drifting, Ending.TRAINED), "tips-2");

        assertThat(startedByFewRows(refused)).isEqualTo(Reason.DRIFT);
    }

    @Test
    void theRefusalMayComeBeforeTheEndOfTheRun() {
        var drifting = answer(serving(DRIFT_AND_MUCH_DATA), drift(1)).pipeline();

        var refused = ended(Aftermath.refused(drifting, "tips-2"), Ending.TRAINED);

        assertThat(startedByFewRows(refused)).isEqualTo(Reason.DRIFT);
    }

    @Test
    void soIsOneThatCameWhileTheRefusedRunReadAllThereWas() {
        var busy = busy(serving(DRIFT_AND_MUCH_DATA));
        var drifting = answer(busy, drift(1)).pipeline();

        var refused = Aftermath.refused(ended(drifting, Ending.TRAINED), "tips-2");

        assertThat(startedByFewRows(refused)).isEqualTo(Reason.DRIFT);
    }

    @Test
    void aNewVersionInServiceIsAnAnswer() {
        var drifting = answer(serving(DRIFT_AND_MUCH_DATA), drift(1)).pipeline();
        var replaced = Aftermath.served(
                ended(drifting, Ending.TRAINED), new Pipeline.ChampionInForce(2, 2, ""), "tips-2", false);

        assertThat(replaced.putOff()).isNull();
        assertThat(ended(busy(replaced), Ending.FAILED).putOff()).isNull();
    }

    @Test
    void nothingWaitsWhereDriftStartsNoRuns() {
        var drifting = answer(busy(serving("{on: [new-data], minNewRows: 2500}")), drift(1))
                .pipeline();

        assertThat(ended(drifting, Ending.FAILED).putOff()).isNull();
    }
}
