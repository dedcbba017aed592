package dev.millrace.training.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.artifacts.Digest;
import dev.millrace.models.GoldenCheck;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.Predictor;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.training.learn.graph.FeaturePlan;
import dev.millrace.training.learn.rows.DeclaredKinds;
import dev.millrace.training.learn.rows.LearningRows;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.rows.ReadRows;
import dev.millrace.training.learn.rows.RunMemory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What serving answers to whole test sets, in one batch and row by row, is what the trainer's own model says: XGBoost's booster,
 * Tribuo's weights, the solved equations. The newest rows test, and have values that no training row has.
 */
class ParityTests {

    private static final int ROWS = 4_000;

    /** Every seventh or so value of each column is missing; from the split on there are new shops, colours, words and codes. */
    private static final String TABLE = """
        SELECT *, paid > 230 AS dear, CASE WHEN paid > 300 THEN 'high' WHEN paid > 150 THEN 'middle' ELSE 'low' END AS class,
               CAST(paid AS BIGINT) // 20 AS band
        FROM (SELECT *, 20 * ((shop_id * 7) %% 12) + CASE WHEN note LIKE '%%urgent%%' THEN 120 ELSE 0 END
                        + coalesce(amount, 50) %% 100 + (i * 104729 %% 40) AS paid
              FROM (SELECT i, TIMESTAMP '2026-01-01' + INTERVAL (i) MINUTE AS asked,
                           i * 7919 %% 120 AS shop_id,
                           CASE WHEN i %% 17 = 0 THEN NULL WHEN i > %1$d AND i %% 5 = 0 THEN 'new shop ' || i
                                ELSE 'shop ' || (i * 7919 %% 120) END AS shop,
                           CASE WHEN i %% 7 = 0 THEN NULL WHEN i > %1$d AND i %% 6 = 0 THEN 'violet'
                                ELSE ['red', 'green', 'naïve 🚀'][1 + i * 31 %% 3] END AS colour,
                           CASE WHEN i %% 11 = 0 THEN NULL WHEN i > %1$d AND i %% 9 = 0 THEN 1e30
                                ELSE (i * 7919 %% 10000) / 37.0 END AS amount,
                           CASE WHEN i > %1$d AND i %% 4 = 0 THEN 99999999 ELSE 20000000 + i * 13 %% 60 * 1001 END AS code,
                           CASE WHEN i %% 13 = 0 THEN NULL
                                ELSE TIMESTAMP '1969-01-01' + INTERVAL (i * 3701 %% 1000000) MINUTE END AS visit,
                           CASE WHEN i %% 19 = 0 THEN NULL WHEN i %% 5 = 0 THEN 'Urgent, call ' || i || 'stein 🚀'
                                WHEN i > %1$d AND i %% 7 = 0 THEN 'nothing of this was ever seen'
                                ELSE 'please leave it at ' || chr(CAST(97 + i %% 26 AS INTEGER)) || i || 'dorf' END AS note,
                           CASE WHEN i %% 23 = 0 THEN NULL ELSE i %% 4 = 0 END AS member,
                           CASE WHEN i %% 8 = 0 THEN NULL ELSE 41.8 + (i %% 100) / 1000.0 END AS pickup_latitude,
                           -87.6 - (i * 37 %% 100) / 1000.0 AS pickup_longitude,
                           41.9 - (i * 41 %% 100) / 1000.0 AS dropoff_latitude,
                           -87.7 + (i * 43 %% 100) / 1000.0 AS dropoff_longitude
                    FROM range(%2$d) AS r(i)))\
        """.formatted((int) (0.8 * ROWS), ROWS);

    private final Workbench bench;

    ParityTests(@TempDir Path directory) {
        bench = new Workbench(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource({
        "dear, auc, gradient-boosted-trees",
        "dear, auc, logistic-regression",
        "class, accuracy, gradient-boosted-trees",
        "class, accuracy, logistic-regression",
        "band, accuracy, gradient-boosted-trees",
        "paid, rmse, gradient-boosted-trees",
        "paid, rmse, linear-regression"
    })
    void servesWhatTheTrainersOwnModelSays(String label, String metric, String trainer) {
        PipelineSpec spec = spec(label, metric, trainer);
        List<Digest> parts = List.of(bench.rows(TABLE));
        Learned learned = bench.learn(spec, parts, null);
        assertThat(learned.features())
                .filteredOn(choice -> !choice.use().equals("drop"))
                .extracting(FeatureChoice::use)
                .contains("category", "date", "number", "text");
        assertThat(Double.parseDouble(learned.facts().getOrDefault("parity", "?")))
                .isLessThanOrEqualTo(1e-5);
        LearningRows rows = rows(spec, parts);
        FeaturePlan plan = FeaturePlan.of(rows.all(), rows.train(), spec);
        assertThat(plan.choices())
                .anySatisfy(choice -> assertThat(choice.reason()).contains("distance"));
        ModelPackage manifest = bench.packages.read(learned.packageDigest());
        try (CandidateModel model = new LearnCandidate(
                                rows.train(),
                                rows.validation(),
                                plan,
                                spec.data().split().seed())
                        .learn(spec.train().candidates().getFirst(), (done, figures) -> {});
                Predictor served = bench.packages.predictor(manifest)) {
            float[] own = model.own(rows.test());
            int width = manifest.outputs().width();
            assertSame(own, served(served, manifest, rows.test()));
            for (int row = 0; row < rows.test().size(); row++) {
                Part alone = rows.test().select(new int[] {row});
                assertSame(Arrays.copyOfRange(own, row * width, (row + 1) * width), served(served, manifest, alone));
            }
        }
    }

    /** There are 22 549 test rows, of which 20 000 are compared: row by row, because no two neighbours are answered alike. */
    @Test
    void comparesTheAnswersAboutTheSameRowsWhereOnlySomeAre() {
        var part = bench.rows(
                "SELECT a, b, a + b > 1 AS sum FROM (SELECT i * 7919 % 1000 / 1000.0 AS a, i * 104729 % 997 / 997.0 AS b"
                        + " FROM range(150000) AS r(i))");
        var spec = Workbench.spec("""
            apiVersion: millrace/v1
            kind: Pipeline
            name: many
            data: {dataset: rows, label: sum}
            train:
              select: auc
              candidates: [{trainer: gradient-boosted-trees, parameters: {trees: 5, earlyStopping: 0}}]
            gates: [{metric: auc, min: 0.5}]
            """);

        var learned = bench.learn(spec, List.of(part), null);

        assertThat(learned.facts().get("test")).startsWith("22549 rows");
        assertThat(Double.parseDouble(learned.facts().getOrDefault("parity", "?")))
                .isLessThanOrEqualTo(1e-5);
    }

    private static float[] served(Predictor predictor, ModelPackage manifest, Part part) {
        return part.through(
                        predictor::scores,
                        manifest.signature(),
                        manifest.outputs().width())
                .values();
    }

    private static void assertSame(float[] own, float[] served) {
        assertThat(served).hasSameSizeAs(own);
        for (int i = 0; i < own.length; i++) {
            float difference = Math.abs(own[i] - served[i]);
            assertThat(difference)
                    .as("score %d: the trainer's is %s, served is %s", i, own[i], served[i])
                    .isLessThanOrEqualTo((float) GoldenCheck.TOLERANCE * Math.max(1, Math.abs(own[i])));
        }
    }

    private static PipelineSpec spec(String label, String metric, String trainer) {
        boolean number = metric.equals("rmse");
        return Workbench.spec("""
            apiVersion: millrace/v1
            kind: Pipeline
            name: parity
            data:
              dataset: rows
              label: %s
              task: %s
              exclude: [i, shop_id, %s]
              split: {by: time, column: asked}
            train: {select: %s, candidates: [{trainer: %s}]}
            gates: [{metric: %s, %s}]
            """.formatted(
                        label,
                        number ? "regression" : label.equals("dear") ? "binary" : "multiclass",
                        String.join(
                                ", ",
                                List.of("dear", "class", "band", "paid").stream()
                                        .filter(other -> !other.equals(label))
                                        .toList()),
                        metric,
                        trainer,
                        metric,
                        number ? "max: 1e9" : "min: 0"));
    }

    private LearningRows rows(PipelineSpec spec, List<Digest> parts) {
        var read = new ReadRows(bench.datasets, bench.artifacts, new RunMemory(Long.MAX_VALUE))
                .read(
                        parts,
                        Map.of(),
                        spec.data(),
                        Set.of(spec.train().candidates().getFirst().trainer()));
        return LearningRows.of(read.with(DeclaredKinds.of(read.table(), spec.features())), spec, null, List.of());
    }
}
