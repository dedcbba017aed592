package dev.millrace.monitoring.drift.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.drift.episode.News;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.models.Baseline;
import dev.millrace.monitoring.drift.rule.MadeUpBaselines;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SkewTests {

    private final Random random = new Random(11);
    private final Baseline baseline = new Baseline(
            5000,
            List.of(
                    MadeUpBaselines.number("fare", 1, MadeUpBaselines.values(5000, random)),
                    MadeUpBaselines.number("prediction", 0, MadeUpBaselines.values(5000, random))));
    private final CountingBench bench = new CountingBench(baseline, List.of("fare"));

    @Test
    void driftFromTheFirstWindowOnIsSkewAndToldOnce() {
        predict(1, 500, 1);
        assertThat(bench.view().sinceDeployment()).isFalse();

        predict(1, 1500, 1);

        assertThat(bench.view().sinceDeployment()).isTrue();
        assertThat(bench.confirmed).singleElement().satisfies(drift -> {
            assertThat(drift.news()).isEqualTo(News.BEGAN);
            assertThat(drift.sinceDeployment()).isTrue();
        });
    }

    @Test
    void driftThatComesLaterIsNoSkew() {
        predict(1, 500, 0);
        predict(1, 1000, 1);

        assertThat(bench.view().sinceDeployment()).isFalse();
        assertThat(bench.confirmed)
                .singleElement()
                .satisfies(drift -> assertThat(drift.sinceDeployment()).isFalse());
    }

    @Test
    void theDistancesOfTheFirstWindowAreKeptThoughNothingDrifted() {
        assertThat(bench.view().first()).isNull();

        predict(1, 500, 0.05);
        var first = Objects.requireNonNull(bench.view().first());
        predict(1, 1000, 1);

        assertThat(bench.view().first()).isEqualTo(first);
        assertThat(first.rows()).isEqualTo(500);
        assertThat(first.omitted()).isZero();
        assertThat(first.columns())
                .hasSize(2)
                .allSatisfy(column -> assertThat(column.level()).isNotEqualTo(DriftLevel.DRIFT));
        assertThat(first.columns())
                .extracting(FirstWindow.Distance::column)
                .containsExactlyInAnyOrder("fare", "prediction");
    }

    @Test
    void aNewVersionHasAFirstWindowOfItsOwn() {
        predict(1, 1000, 1);
        bench.approve(2, baseline);
        assertThat(bench.view().first()).isNull();
        assertThat(bench.view().sinceDeployment()).isFalse();

        predict(2, 500, 0);

        assertThat(Objects.requireNonNull(bench.view().first()).generation()).isEqualTo(2);
    }

    private void predict(long generation, int rows, double moved) {
        for (int record = 0; record < rows / 50; record++) {
            bench.count(
                    0,
                    generation,
                    Stream.generate(() -> List.<Object>of(random.nextGaussian() + moved))
                            .limit(50)
                            .toList());
        }
    }
}
