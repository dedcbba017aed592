package dev.millrace.monitoring.drift.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.drift.episode.News;
import dev.millrace.models.Baseline;
import dev.millrace.monitoring.drift.rule.MadeUpBaselines;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two columns, of which a sensor of the first may be stuck and the world of the second may move. */
class TurnOfFaultTests {

    private final Random random = new Random(31);
    private final CountingBench bench = new CountingBench(
            new Baseline(
                    5000,
                    List.of(
                            MadeUpBaselines.number("sensor", 0.5, MadeUpBaselines.values(5000, random)),
                            MadeUpBaselines.number("world", 0.5, MadeUpBaselines.values(5000, random)),
                            MadeUpBaselines.number("prediction", 0, MadeUpBaselines.values(5000, random)))),
            List.of("sensor", "world"));

    private void windows(int count, boolean stuck, double moved) {
        for (int record = 0; record < count * 10; record++) {
            bench.count(
                    0,
                    1,
                    IntStream.range(0, 50)
                            .mapToObj(row ->
                                    List.<Object>of(stuck ? 0.3 : random.nextGaussian(), random.nextGaussian() + moved))
                            .toList());
        }
    }

    private List<News> news() {
        return bench.confirmed.stream().map(ConfirmedDrift::news).toList();
    }

    @Test
    void tellsThatTheWorldMovesWhileValuesAreWrong() {
        windows(4, true, 0);
        assertThat(news()).containsExactly(News.BEGAN);
        assertThat(FaultAlone.of(bench.confirmed.getFirst())).isTrue();

        windows(1, true, 1);
        assertThat(news()).containsExactly(News.BEGAN);
        windows(3, true, 1);

        assertThat(news()).containsExactly(News.BEGAN, News.TURNED);
        var turned = bench.confirmed.getLast();
        assertThat(FaultAlone.of(turned)).isFalse();
        assertThat(turned.lineage()).isEqualTo(bench.confirmed.getFirst().lineage());
        assertThat(Objects.requireNonNull(bench.view().episode()).toldAt())
                .isEqualTo(turned.window().extent().to());
    }

    @Test
    void aMovedWorldWhoseValuesGoWrongWasToldAlready() {
        windows(2, false, 1);
        windows(4, true, 1);

        assertThat(news()).containsExactly(News.BEGAN);
    }

    @Test
    void oneWindowIsNotEnoughToTurnAFault() {
        windows(2, true, 0);
        for (int each = 0; each < 3; each++) {
            windows(1, true, 1);
            windows(1, true, 0);
        }

        assertThat(news()).containsExactly(News.BEGAN);
    }
}
