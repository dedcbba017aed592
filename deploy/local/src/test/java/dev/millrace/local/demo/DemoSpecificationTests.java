package dev.millrace.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.client.Specification;
import dev.millrace.pipelines.PipelineSpec.Approval;
import dev.millrace.pipelines.PipelineSpec.Trainer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoSpecificationTests {

    private static final Path EXAMPLES = Path.of("../../examples");

    @ParameterizedTest
    @ValueSource(strings = {"taxi-tips.yaml", "titanic.yaml", "taxi-fares.yaml", "taxi-payments.yaml"})
    void changesNamesAndTriggerPolicyOfAnExampleOnly(String example) {
        var original = Specification.read(EXAMPLES.resolve(example)).spec();

        var spec = DemoSpecification.of(EXAMPLES.resolve(example), "mine", "my-data")
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

    @Test
    void asksAPersonAboutTheReviewedPipeline() {
        var main = DemoSpecification.of(EXAMPLES.resolve("taxi-tips.yaml"), "mine", "my-data");

        var spec = DemoSpecification.reviewed(main, "reviewed", "other-data").spec();

        assertThat(spec.approval().mode()).isEqualTo(Approval.Mode.MANUAL);
        assertThat(spec.train().candidates())
                .extracting(candidate -> candidate.trainer())
                .isEqualTo(List.of(Trainer.LOGISTIC_REGRESSION));
    }
}
