package dev.millrace.monitoring.estimate.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelPackages;
import dev.millrace.models.ModelRefusedException;
import dev.millrace.models.Outputs;
import dev.millrace.models.Provenance;
import dev.millrace.monitoring.estimate.MadeUpAnswers;
import dev.millrace.monitoring.estimate.StoredTestRows;
import dev.millrace.monitoring.estimate.TestAnswers;
import dev.millrace.pipelines.Task;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DuckDbTestAnswersTests {

    private static final String NONE = "0".repeat(64);

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void readsWhatTrainingStored(MadeUpAnswers model) {
        try (var artifacts = new LocalArtifactStore(directory)) {
            var stored = model.draw(300, 0, new SplittableRandom(1));
            var read = new DuckDbTestAnswers(artifacts)
                    .of(manifest(stored.outputs(), StoredTestRows.of(stored, artifacts)));

            assertThat(read.rows()).isEqualTo(300);
            for (int row = 0; row < 300; row++) {
                assertThat(read.truth(row)).isEqualTo(stored.truth(row));
                assertThat(read.answer(row)).isEqualTo(stored.answer(row));
            }
        }
    }

    @Test
    void readsEverySoManyOfVeryManyRows() {
        try (var artifacts = new LocalArtifactStore(directory)) {
            var truths = new double[120_000];
            var scores = new float[truths.length];
            for (int row = 0; row < truths.length; row++) {
                truths[row] = row;
                scores[row] = row;
            }
            var stored = new TestAnswers(Outputs.number(), truths, scores);
            var read = new DuckDbTestAnswers(artifacts)
                    .of(manifest(stored.outputs(), StoredTestRows.of(stored, artifacts)));

            assertThat(read.rows()).isEqualTo(40_000);
            assertThat(read.truth(39_999)).isEqualTo(119_997);
        }
    }

    @Test
    void refusesWhatDoesNotFitThePackage() {
        try (var artifacts = new LocalArtifactStore(directory)) {
            var reader = new DuckDbTestAnswers(artifacts);
            var numbers = StoredTestRows.of(MadeUpAnswers.NUMBERS.draw(200, 0, new SplittableRandom(1)), artifacts);
            var text =
                    artifacts.put("no table".getBytes(StandardCharsets.UTF_8)).hex();
            var classes = new Outputs(Task.MULTICLASS, List.of("a", "b", "c"), 0);

            assertThatThrownBy(() -> reader.of(manifest(classes, numbers)))
                    .isInstanceOfSatisfying(
                            ModelRefusedException.class,
                            refused -> assertThat(refused.code()).isEqualTo("PACKAGE_MALFORMED"));
            assertThatThrownBy(() -> reader.of(manifest(new Outputs(Task.BINARY, List.of("0", "1"), 0.5), numbers)))
                    .isInstanceOfSatisfying(
                            ModelRefusedException.class,
                            refused -> assertThat(refused.getMessage()).contains("no label of the classes"));
            assertThatThrownBy(() -> reader.of(manifest(Outputs.number(), text)))
                    .isInstanceOfSatisfying(
                            ModelRefusedException.class,
                            refused -> assertThat(refused.code()).isEqualTo("TEST_PREDICTIONS_UNREADABLE"));
            assertThatThrownBy(() -> reader.of(manifest(Outputs.number(), "a".repeat(64))))
                    .isInstanceOf(ArtifactMissingException.class);
        }
    }

    private static ModelPackage manifest(Outputs outputs, String testPredictions) {
        var provenance = new Provenance(
                new Provenance.Data("trips", List.of(), List.of()),
                new Provenance.Recipe(NONE, 1, "none", Map.of(), 1),
                new Provenance.Split(0, 0, 0, NONE),
                Instant.EPOCH,
                "",
                "");
        return new ModelPackage(
                ModelPackages.FORMAT,
                "taxi",
                "run",
                ModelPackage.Target.of(outputs),
                List.of(),
                new ModelPackage.Parts(NONE, NONE, NONE, "", NONE, testPredictions),
                Map.of(),
                List.of(),
                provenance);
    }
}
