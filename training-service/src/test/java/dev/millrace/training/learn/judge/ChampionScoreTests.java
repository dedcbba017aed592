package dev.millrace.training.learn.judge;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.models.ModelPackages;
import dev.millrace.models.Outputs;
import dev.millrace.models.Provenance;
import dev.millrace.pipelines.Task;
import dev.millrace.training.learn.graph.Attributes;
import dev.millrace.training.learn.graph.GraphBuilder;
import dev.millrace.training.learn.graph.Tensors;
import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.Table;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChampionScoreTests {

    private static final List<Feature> SIGNATURE = List.of(new Feature("place", Feature.Kind.NUMBER, false));

    private final LocalArtifactStore artifacts;
    private final ModelPackages packages;

    ChampionScoreTests(@TempDir Path directory) {
        artifacts = new LocalArtifactStore(directory);
        packages = new ModelPackages(artifacts);
    }

    @Test
    void tellsThatTheChampionFailsOnTheTestRows() {
        assertThat(score(champion(0.25f, 0.75f), part(0, 7)).problem()).contains("the model failed");
    }

    @Test
    void tellsThatTheChampionsScoresAreNoNumbers() {
        assertThat(score(champion(0.25f, Float.NaN), part(0, 1)).problem()).contains("not a number");
    }

    @Test
    void scoresAChampionThatAnswers() {
        var score = score(champion(0.25f, 0.75f), part(0, 1));
        assertThat(score.problem()).isNull();
        assertThat(score.metrics()).containsEntry("auc", 1.0);
        assertThat(score.beaten()).isFalse();
    }

    /** Beside a candidate that answers both rows right. */
    private ChampionScore score(Digest champion, Part test) {
        return ChampionScore.of(packages, champion, test, new float[] {0.9f, 0.1f, 0.1f, 0.9f}, "auc");
    }

    private static Part part(double... places) {
        var place = RawColumn.numbers("place", RawColumn.Kind.NUMBER, false, places);
        var outputs = new Outputs(Task.BINARY, List.of("0", "1"), 0.5);
        return new Part(new Table(2, List.of(place)), new Labels(outputs, new double[] {0, 1}));
    }

    /** Looks its scores up by their place and fails where there is none. */
    private Digest champion(float... scores) {
        var graph = new GraphBuilder(SIGNATURE);
        var place = graph.cast("place", TensorProto.DataType.INT64);
        var score = graph.add("Gather", List.of(graph.constant(Tensors.floats(scores)), place));
        graph.addNamed("", "Concat", List.of(score, score), List.of("probabilities"), Attributes.number("axis", 1));
        graph.output("probabilities", TensorProto.DataType.FLOAT, 2);
        var digest = "0".repeat(64);
        return packages.write(new ModelPackage(
                ModelPackages.FORMAT,
                "looked-up",
                "run-1",
                new ModelPackage.Target("binary-classification", List.of("0", "1"), "1", 0.5),
                SIGNATURE,
                new ModelPackage.Parts(artifacts.put(graph.build()).hex(), digest, digest, "", digest, digest),
                Map.of(),
                List.of(),
                new Provenance(
                        new Provenance.Data("rows", List.of(1L), List.of()),
                        new Provenance.Recipe(digest, 1, "none", Map.of(), 7),
                        new Provenance.Split(2, 2, 2, digest),
                        Instant.EPOCH,
                        "test",
                        "test")));
    }
}
