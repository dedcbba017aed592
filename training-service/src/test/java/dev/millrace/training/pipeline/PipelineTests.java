package dev.millrace.training.pipeline;

import static dev.millrace.training.pipeline.SamplePipelines.NOW;
import static dev.millrace.training.pipeline.SamplePipelines.busy;
import static dev.millrace.training.pipeline.SamplePipelines.definition;
import static dev.millrace.training.pipeline.SamplePipelines.fresh;
import static dev.millrace.training.pipeline.SamplePipelines.holding;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class PipelineTests {

    private static final String ANY = "{on: [new-data]}";

    @Test
    void aVerdictThatComesBeforeTheEndOfItsRunIsKept() {
        var pipeline = busy(holding(fresh(ANY), 1)).judged("tips-1", true);
        var run = Objects.requireNonNull(pipeline.runs().active());

        assertThat(PastRuns.Trained.by(run, null, false, NOW).judged()).isTrue();
    }

    @Test
    void aVerdictAboutAnotherRunSaysNothingAboutTheActiveOne() {
        var pipeline = busy(holding(fresh(ANY), 1));

        assertThat(pipeline.judged("tips-7", true)).isEqualTo(pipeline);
    }

    @Test
    void dataOfAnotherDatasetAreFirstData() {
        var moved = busy(holding(fresh(ANY), 3)).defined(definition(2, "other", ANY));

        assertThat(moved.data().isEmpty()).isTrue();
        assertThat(holding(moved, 1).hasFirstData()).isTrue();
    }
}
