package dev.millrace.serving.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.models.Predictor;
import dev.millrace.models.Rows;
import dev.millrace.serving.model.Models;
import dev.millrace.serving.model.ServedModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shapes and names of what a model of each task answers. */
class OutputTensorTests {

    private static final List<String> KINDS = List.of("small", "medium", "large");

    @Test
    void namesTheBestOfSeveralClassesAndGivesAProbabilityOfEach() {
        var model = Models.served(1, fixed(0.25f, 0.25f, 0.5f), KINDS);

        assertThat(model.predictedClass(model.scores(new Rows(1, List.of())), 0))
                .isEqualTo("large");
        assertThat(ModelMetadata.outputs(model))
                .extracting(ModelMetadata.Tensor::name, ModelMetadata.Tensor::shape)
                .contains(org.assertj.core.groups.Tuple.tuple("probabilities", List.of(-1L, 3L)));
        assertThat(ModelMetadata.properties(model))
                .containsEntry("task", "multiclass-classification")
                .containsEntry("classes", "[\"small\",\"medium\",\"large\"]");
    }

    @Test
    void givesANumberARow() {
        ServedModel model = Models.served(1, fixed(12.5f), List.of());

        assertThat(model.isClassifier()).isFalse();
        assertThat(ModelMetadata.outputs(model))
                .extracting(ModelMetadata.Tensor::name, ModelMetadata.Tensor::shape)
                .contains(org.assertj.core.groups.Tuple.tuple("prediction", List.of(-1L)));
        assertThat(ModelMetadata.properties(model)).containsOnlyKeys("task");
    }

    private static Predictor fixed(float... scores) {
        return new Predictor() {
            @Override
            public float[] scores(Rows rows) {
                return scores.clone();
            }

            @Override
            public void stop() {}

            @Override
            public void close() {}
        };
    }
}
