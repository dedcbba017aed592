package dev.millrace.training.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.GoldenCheck;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.models.Predictor;
import dev.millrace.models.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates, categories of many values, texts, truth values and numbers, from the data to a package that replays. */
class KindsOfColumnsTests {

    /** What is paid depends on the shop, on the weekday and on what the note says. */
    private static final String ROWS = """
            SELECT *, 20 * ((shop_id * 7) % 12) + CASE WHEN isodow(visit) > 5 THEN 150 ELSE 0 END
                        + CASE WHEN note LIKE '%urgent%' THEN 120 ELSE 0 END + (i * 104729 % 40) AS paid
            FROM (SELECT i, i * 7919 % 120 AS shop_id,
                         CASE WHEN i % 17 = 0 THEN NULL ELSE 'shop ' || (i * 7919 % 120) END AS shop,
                         TIMESTAMP '2024-01-01' + INTERVAL (i * 3701 % 1000000) MINUTE AS visit,
                         CASE WHEN i % 5 = 0 THEN 'Urgent, please call ' || i WHEN i % 3 = 0 THEN 'this is urgent! ' || i
                              ELSE 'please leave it at door ' || i END AS note,
                         i % 4 = 0 AS member, 41.8 + (i % 100) / 1000.0 AS latitude
                  FROM range(4000) AS r(i))""";

    private static final String TABLE = "SELECT * EXCLUDE (i, shop_id), paid > 230 AS dear, "
            + "CASE WHEN paid > 300 THEN 'high' WHEN paid > 150 THEN 'middle' ELSE 'low' END AS class FROM (" + ROWS
            + ")";

    private final Workbench bench;

    KindsOfColumnsTests(@TempDir Path directory) {
        bench = new Workbench(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource({
        "dear, 'class, paid', auc, gradient-boosted-trees, 0.9",
        "dear, 'class, paid', auc, logistic-regression, 0.85",
        "class, 'dear, paid', accuracy, gradient-boosted-trees, 0.75",
        "class, 'dear, paid', accuracy, logistic-regression, 0.6",
        "paid, 'dear, class', r2, gradient-boosted-trees, 0.85",
        "paid, 'dear, class', r2, linear-regression, 0.5"
    })
    void learnsFromEveryKindAndAnswersRowByRowAsInOneBatch(
            String label, String exclude, String select, String trainer, double least) {
        var part = bench.rows(TABLE);
        var learned =
                bench.learn(SampleSpecs.of(label, "exclude: [" + exclude + "]", select, trainer), List.of(part), null);
        assertThat(learned.metrics().test().get(select)).isGreaterThan(least);
        assertThat(learned.features())
                .extracting(FeatureChoice::column, FeatureChoice::use)
                .contains(
                        tuple("shop", "category"),
                        tuple("visit", "date"),
                        tuple("note", "text"),
                        tuple("member", "number"),
                        tuple("latitude", "number"));
        var manifest = bench.packages.read(learned.packageDigest());
        assertThat(bench.packages.baseline(manifest).columns())
                .extracting(column -> column.name())
                .containsExactlyInAnyOrder("shop", "visit", "note", "member", "latitude", "prediction");
        try (Predictor predictor = bench.packages.predictor(manifest)) {
            assertThat(GoldenCheck.replay(predictor, manifest, bench.packages.goldenRows(manifest)))
                    .isInstanceOf(GoldenCheck.Result.Passed.class);
            sameAloneAsTogether(predictor, manifest);
        }
        var again = bench.learn(
                SampleSpecs.of(label, "exclude: [" + exclude + "]", select, trainer),
                List.of(part),
                new Champion(1, learned.packageDigest()));
        assertThat(again.comparison().metrics()).isEqualTo(learned.metrics().test());
    }

    @Test
    void learnsFromColumnsAsTheSpecificationSaysAndNamesThoseThatItLeavesOut() {
        var spec = Workbench.spec("""
                apiVersion: millrace/v1
                kind: Pipeline
                name: paid
                data: {dataset: rows, label: paid, exclude: [dear, class], split: {by: time, column: visit}}
                features: {note: drop, latitude: category, visit: date}
                serving: {missing: accept}
                train: {select: rmse, candidates: [{trainer: gradient-boosted-trees}]}
                gates: [{metric: r2, min: 0}]
                """);
        var learned = bench.learn(spec, List.of(bench.rows(TABLE)), null);
        assertThat(learned.features())
                .contains(new FeatureChoice("note", "drop", "features says so: it is to be left out"))
                .extracting(FeatureChoice::column, FeatureChoice::use)
                .contains(tuple("latitude", "category"), tuple("visit", "date"));
        assertThat(bench.packages.read(learned.packageDigest()).signature())
                .allSatisfy(feature -> assertThat(feature.nullable()).isTrue());
    }

    /** Rows as they may come: with something missing, with values that training did not have. */
    private static void sameAloneAsTogether(Predictor predictor, ModelPackage manifest) {
        var signature = manifest.signature();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < 200; row++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (int column = 0; column < signature.size(); column++) {
                values.add((row + column) % 7 == 0 ? null : value(signature.get(column), row));
            }
            rows.add(values);
        }
        float[] together = predictor.scores(Rows.of(signature, rows));
        int width = together.length / rows.size();
        for (int row = 0; row < rows.size(); row++) {
            float[] alone = predictor.scores(Rows.of(signature, List.of(rows.get(row))));
            float[] inBatch = Arrays.copyOfRange(together, row * width, (row + 1) * width);
            for (int place = 0; place < width; place++) {
                assertThat(alone[place]).isCloseTo(inBatch[place], within(1e-5f * Math.max(1, Math.abs(alone[place]))));
            }
        }
    }

    private static Object value(Feature feature, int row) {
        return switch (feature.kind()) {
            case NUMBER -> row % 3 == 0 ? 1e30 : row / 3.0;
            case BOOLEAN -> row % 2 == 0;
            case TEXT -> row % 3 == 0 ? "shop " + row : row % 3 == 1 ? "very URGENT? 🚀 " + row : "new";
            case TIME -> row * 86_399.5 * 365 - 1e9;
        };
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
