package dev.millrace.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.client.Specification;
import dev.millrace.pipelines.PipelineSpec.Approval;
import dev.millrace.pipelines.PipelineSpec.Monitor;
import dev.millrace.pipelines.PipelineSpec.Trainer;
import dev.millrace.pipelines.PipelineSpec.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoSpecificationTests {

    private static final Path EXAMPLES = Path.of("../../examples");

    @ParameterizedTest
    @ValueSource(strings = {"taxi-tips.yaml", "titanic.yaml", "taxi-fares.yaml", "taxi-payments.yaml"})
    void changesNamesAndTriggerPolicyOfAnExampleOnly(String example) {
        var original = Specification.read(EXAMPLES.resolve(example)).spec();

        var spec = DemoSpecification.of(EXAMPLES.resolve(example), "mine", "my-data", 8000)
                .spec();

        assertThat(spec.name()).isEqualTo("mine");
        assertThat(spec.data().dataset()).isEqualTo("my-data");
        assertThat(spec.retrain().cooldown()).isEqualTo(Duration.ofSeconds(1));
        assertThat(spec.train()).isEqualTo(original.train());
        assertThat(spec.gates()).isEqualTo(original.gates());
        assertThat(spec.data().split()).isEqualTo(original.data().split());
        assertThat(spec.monitor().critical()).isEqualTo(original.monitor().critical());
        assertThat(spec.monitor().window().rows())
                .isEqualTo(original.monitor().window().rows());
        assertThat(spec.monitor().window().atLeast()).isZero();
    }

    /** Rows that start no training by themselves, and predictions that are too few for drift to be certain. */
    @ParameterizedTest
    @CsvSource({"8000, 2, 500, 500", "400, 2, 500, 100", "8000, 1, 300, 270", "3, 2, 500, 1"})
    void gathersFewerLabelledRowsThanWouldStartATraining(int rows, int windowsInARow, int windowRows, int labelled) {
        var monitor = new Monitor(
                new Window(windowRows, Duration.ZERO, Duration.ofDays(1)),
                List.of(),
                0.3,
                0.1,
                windowsInARow,
                Duration.ofHours(6));

        assertThat(DemoSpecification.labelled(rows, monitor)).isEqualTo(labelled);
    }

    @Test
    void asksAPersonAboutTheReviewedPipeline() {
        var main = DemoSpecification.of(EXAMPLES.resolve("taxi-tips.yaml"), "mine", "my-data", 8000);

        var spec = DemoSpecification.reviewed(main, "reviewed", "other-data").spec();

        assertThat(spec.approval().mode()).isEqualTo(Approval.Mode.MANUAL);
        assertThat(spec.train().candidates())
                .extracting(candidate -> candidate.trainer())
                .isEqualTo(List.of(Trainer.LOGISTIC_REGRESSION));
    }
}
