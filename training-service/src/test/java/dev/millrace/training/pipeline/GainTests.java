package dev.millrace.training.pipeline;

import static dev.millrace.training.pipeline.SamplePipelines.answer;
import static dev.millrace.training.pipeline.SamplePipelines.drift;
import static dev.millrace.training.pipeline.SamplePipelines.fresh;
import static dev.millrace.training.pipeline.SamplePipelines.holding;
import static dev.millrace.training.pipeline.SamplePipelines.newData;
import static dev.millrace.training.pipeline.SamplePipelines.trained;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GainTests {

    private static final Pipeline RESTED = trained(
            holding(fresh("{on: [new-data, drift], cooldown: PT6H, minNewRows: 1}"), 2), 1, Duration.ofHours(7));

    private static ActiveRun startedBy(Trigger trigger) {
        return Objects.requireNonNull(answer(RESTED, trigger).pipeline().runs().active());
    }

    @Test
    void aModelThatIsNoBetterIsNoAnswerToDrift() {
        var run = startedBy(drift(1));

        assertThat(Gain.of(run, false)).isEqualTo(Gain.NONE);
        assertThat(Gain.of(run.asJudged(true), false)).isEqualTo(Gain.NONE);
        assertThat(Gain.of(run.asJudged(true), true)).isEqualTo(Gain.SOME);
        assertThat(Gain.of(run, true)).isEqualTo(Gain.OPEN);
        assertThat(Gain.of(run, null)).isEqualTo(Gain.OPEN);
    }

    @Test
    void aRejectionIsCountedOnce() {
        assertThat(Gain.of(startedBy(drift(1)).asJudged(false), false)).isEqualTo(Gain.OPEN);
    }

    @Test
    void newDataMayMakeAModelThatIsAsGood() {
        assertThat(Gain.of(startedBy(newData(2)), false)).isEqualTo(Gain.OPEN);
    }

    @Test
    void theLastOneOpensTheBreaker() {
        var limit =
                Objects.requireNonNull(RESTED.definition()).parsed().retrain().noGainRuns();
        var last = RESTED.withPast(RESTED.past().withoutGain(limit - 1));

        assertThat(Gain.openedBreaker(RESTED, RESTED.withPast(Gain.NONE.counted(RESTED.past()))))
                .isFalse();
        assertThat(Gain.openedBreaker(last, last.withPast(Gain.NONE.counted(last.past()))))
                .isTrue();
        assertThat(Gain.openedBreaker(last, last.withPast(Gain.SOME.counted(last.past()))))
                .isFalse();
        assertThat(Gain.NONE.counted(last.past()).withoutGain()).isEqualTo(limit);
        assertThat(Gain.SOME.counted(last.past()).withoutGain()).isZero();
    }
}
