package dev.millrace.training.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.artifacts.Digest;
import dev.millrace.models.ModelPackage;
import dev.millrace.pipelines.PipelineSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A champion that knows by heart what it was trained on, and nothing else: the label is chance. */
class ChampionRowsTests {

    private final Workbench bench;

    ChampionRowsTests(@TempDir Path directory) {
        bench = new Workbench(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static PipelineSpec spec(String split) {
        return Workbench.spec("""
                apiVersion: millrace/v1
                kind: Pipeline
                name: noise
                data: {dataset: rows, label: label, split: %s}
                train:
                  select: auc
                  candidates:
                    - {trainer: gradient-boosted-trees, parameters: {trees: 300, depth: 16, minChildWeight: 0, learningRate: 0.3, subsample: 1, columnSample: 1, lambda: 0, earlyStopping: 0}}
                gates: [{metric: auc, min: 0.1}]
                """.formatted(split));
    }

    private Digest rows(int count, String more) {
        return bench.rows("SELECT hash(i) % 100000 / 7.0 AS a, hash(i + 1000000) % 100000 / 7.0 AS b,"
                + " hash(i + 2000000) % 2 = 0 AS label" + more + " FROM range(" + count + ") rows(i)");
    }

    private Learned.Comparison compared(Digest first, String firstSplit, Digest second, String secondSplit) {
        var champion = bench.learn(spec(firstSplit), List.of(first), null);
        return bench.learn(spec(secondSplit), List.of(second), new Champion(1, champion.packageDigest()))
                .comparison();
    }

    @Test
    void isNotScoredOnRowsThatItWasMadeOf() {
        var rows = rows(6_000, "");

        var compared = compared(rows, "{by: random, seed: 1}", rows, "{by: random, seed: 2}");

        assertThat(compared.problem()).isNull();
        assertThat(compared.metrics().get("auc")).isBetween(0.4, 0.6);
        assertThat(compared.own().get("auc")).isBetween(0.4, 0.6);
        assertThat(compared.better()).isNotNull();
    }

    @Test
    void isScoredOnAllTestRowsWhereRowsStayInTheirPart() {
        var compared = compared(
                rows(2_000, ""), "{by: hash, seed: 1}", rows(3_000, ", NULL::DOUBLE AS later"), "{by: hash, seed: 1}");

        assertThat(compared.problem()).isNull();
        assertThat(compared.own()).isEmpty();
        assertThat(compared.metrics()).containsKey("auc");
    }

    @Test
    void isNotComparedWhereTooFewRowsAreLeft() {
        var rows = rows(400, "");

        var compared = compared(rows, "{by: random, seed: 1}", rows, "{by: random, seed: 2}");

        assertThat(compared.metrics()).isEmpty();
        assertThat(compared.better()).isNull();
        assertThat(compared.problem())
                .matches("it was made of \\d+ of the 60 test rows, and the other \\d+ are too few to compare by");
    }

    @Test
    void isNotComparedWhereItsRowsAreNotKnownAgain() {
        var compared =
                compared(rows(2_000, ", i AS place"), "{by: hash, seed: 1}", rows(2_000, ""), "{by: hash, seed: 1}");

        assertThat(compared.problem()).contains("not known again").contains("no column place");
    }

    /** As earlier releases, and other programs, make packages. */
    @Test
    void isScoredOnAllTestRowsWhereNobodyKnowsWhatItWasMadeOf() {
        var rows = rows(6_000, "");
        var champion = bench.learn(spec("{by: random, seed: 1}"), List.of(rows), null);

        var compared = bench.learn(
                        spec("{by: random, seed: 2}"),
                        List.of(rows),
                        new Champion(1, withoutLearnedRows(champion.packageDigest())))
                .comparison();

        assertThat(compared.own()).isEmpty();
        assertThat(compared.metrics().get("auc")).isGreaterThan(0.8);
    }

    private Digest withoutLearnedRows(Digest digest) {
        var made = bench.packages.read(digest);
        var parts = made.parts();
        return bench.packages.write(new ModelPackage(
                made.format(),
                made.model(),
                made.runId(),
                made.target(),
                made.signature(),
                new ModelPackage.Parts(
                        parts.onnx(),
                        parts.goldenRows(),
                        parts.baseline(),
                        parts.sliceBaselines(),
                        parts.sliceMetrics(),
                        parts.testPredictions()),
                made.metrics(),
                made.confusion(),
                made.provenance()));
    }
}
