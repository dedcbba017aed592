package dev.millrace.training.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.models.GoldenCheck;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealDataTests {

    static final String TAXI = """
            apiVersion: millrace/v1
            kind: Pipeline
            name: taxi-tips
            data:
              dataset: taxi-trips
              derive:
                - {name: big_tip, greater: [{column: tips}, {multiply: [{column: fare}, 0.2]}]}
              label: big_tip
              exclude: [tips, trip_start_timestamp]
              split: {by: hash, train: 0.7, validation: 0.15, test: 0.15, seed: 0}
              slices: [payment_type]
            train:
              select: auc
              candidates:
                - {trainer: logistic-regression}
                - {trainer: gradient-boosted-trees, parameters: {trees: 200, depth: 6}}
            gates:
              - {metric: auc, min: 0.6}
            approval: automatic
            """;

    static final String TITANIC = """
            apiVersion: millrace/v1
            kind: Pipeline
            name: titanic
            data:
              dataset: titanic
              label: Survived
              split: {by: hash, train: 0.7, validation: 0.15, test: 0.15}
              slices: [Sex]
            train:
              select: auc
              candidates:
                - {trainer: logistic-regression}
                - {trainer: gradient-boosted-trees}
            gates:
              - {metric: auc, min: 0.6}
            approval: automatic
            """;

    @TempDir
    private @org.jspecify.annotations.Nullable Path directory;

    @Test
    void learnsTaxiTipsAsWellAsTheReference() throws IOException {
        try (var bench = new Workbench(java.util.Objects.requireNonNull(directory))) {
            var part = bench.csv(shared("chicago-taxi.csv"));
            var spec = Workbench.spec(TAXI);
            var learned = bench.learn(spec, List.of(part), null);
            assertThat(learned.recipe().trainer()).isEqualTo("gradient-boosted-trees");
            assertThat(learned.metrics().test().get("auc")).isGreaterThan(0.955);
            assertThat(learned.warnings()).isEmpty();
            assertThat(replays(bench, learned).signature())
                    .extracting(ModelPackage.Feature::name)
                    .hasSize(16)
                    .contains("pickup_census_tract", "dropoff_census_tract")
                    .doesNotContain("tips", "trip_start_timestamp", "big_tip");
            var again = bench.learn(spec, List.of(part), new Champion(1, learned.packageDigest()));
            assertThat(again.comparison().metrics()).isEqualTo(learned.metrics().test());
            assertThat(again.metrics().test()).isEqualTo(learned.metrics().test());
        }
    }

    @Test
    void learnsWhoSurvivedTheTitanicWithoutCode() throws IOException {
        try (var bench = new Workbench(java.util.Objects.requireNonNull(directory))) {
            var learned = bench.learn(Workbench.spec(TITANIC), List.of(bench.csv(shared("titanic.csv"))), null);
            assertThat(learned.metrics().test().get("auc")).isGreaterThan(0.8);
            assertThat(learned.warnings()).isEmpty();
            assertThat(replays(bench, learned).signature())
                    .extracting(ModelPackage.Feature::name)
                    .contains("Sex", "Age", "Cabin", "Name", "Ticket", "PassengerId")
                    .doesNotContain("Survived");
        }
    }

    private static ModelPackage replays(Workbench bench, Learned learned) {
        var manifest = bench.packages.read(learned.packageDigest());
        try (Predictor predictor = bench.packages.predictor(manifest)) {
            assertThat(GoldenCheck.replay(predictor, manifest, bench.packages.goldenRows(manifest)))
                    .isInstanceOf(GoldenCheck.Result.Passed.class);
        }
        return manifest;
    }

    /** A real file; the folder with {@code data/} in it is named by {@code MILLRACE_SHARED}. */
    static Path shared(String file) {
        var shared = Objects.requireNonNullElse(System.getenv("MILLRACE_SHARED"), "");
        assumeTrue(!shared.isEmpty(), "skipped: MILLRACE_SHARED names no folder with data/" + file);
        var found = Path.of(shared).resolve("data").resolve(file);
        assumeTrue(Files.exists(found), "skipped: there is no " + found);
        return found;
    }
}
