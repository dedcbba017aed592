package dev.millrace.monitoring.drift.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.drift.episode.News;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.Rule;
import dev.millrace.drift.rule.Slices;
import dev.millrace.models.Baseline;
import dev.millrace.monitoring.drift.rule.MadeUpBaselines;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nine columns of evenly spaced numbers, of which the first moves by less than the test of one window sees. */
class PooledWatchTests {

    private static final double SMALL = 0.093;

    private static final List<String> INPUTS =
            IntStream.range(0, 9).mapToObj(place -> "x" + place).toList();

    private final Baseline baseline = new Baseline(
            1000,
            Stream.concat(
                            INPUTS.stream().map(name -> MadeUpBaselines.number(name, 1, spaced())),
                            Stream.of(MadeUpBaselines.number(
                                    "prediction", 0, MadeUpBaselines.values(5000, new Random(11)))))
                    .toList());
    private final CountingBench bench = new CountingBench(baseline, INPUTS);

    private static double[] spaced() {
        return IntStream.range(0, 1000).mapToDouble(row -> (row + 0.5) / 1000).toArray();
    }

    /** A window of evenly spaced values. */
    private void window(double moved) {
        for (int record = 0; record < 10; record++) {
            int first = record;
            bench.count(
                    0,
                    1,
                    IntStream.range(0, 50)
                            .mapToObj(row -> row(first + 10 * row, moved))
                            .toList());
        }
    }

    private static List<Object> row(int place, double moved) {
        double value = (place + 0.5) / 500;
        return IntStream.range(0, INPUTS.size())
                .<Object>mapToObj(column -> column == 0 ? value + moved : value)
                .toList();
    }

    private DriftView view() {
        return bench.view();
    }

    @Test
    void windowsThatDriftAsOneBeginAnEpisodeThatSaysSo() {
        window(0);
        window(SMALL);
        assertThat(bench.confirmed).isEmpty();

        window(SMALL);

        var told = bench.confirmed.getFirst();
        assertThat(told.news()).isEqualTo(News.BEGAN);
        assertThat(told.isOfAllRows()).isTrue();
        assertThat(told.inARow()).isEqualTo(2);
        var window = told.window();
        assertThat(window.findings().verdict().level()).isEqualTo(DriftLevel.NONE);
        assertThat(window.ruling().windowsInARow()).isZero();
        var pooled = Objects.requireNonNull(window.driftingAsOne());
        assertThat(pooled.windows()).isEqualTo(2);
        assertThat(pooled.rows()).isEqualTo(1000);
        assertThat(pooled.from()).isEqualTo(told.episode().since());
        assertThat(view().level()).isEqualTo(DriftView.Status.DRIFT);
        assertThat(view().detail())
                .isEqualTo("0 windows in a row drifted; 2 in a row make a drift; the last 2 drift, judged as one");
    }

    @Test
    void whatTheyShowAsOneKeepsAnEpisodeAliveAndCalmEndsIt() {
        for (int each = 0; each < 6; each++) {
            window(SMALL);
        }
        assertThat(bench.confirmed).extracting(ConfirmedDrift::news).containsExactly(News.BEGAN);

        window(0);
        assertThat(Objects.requireNonNull(view().episode()).lasts()).isTrue();
        window(0);

        assertThat(Objects.requireNonNull(view().episode()).lasts()).isFalse();
        assertThat(bench.confirmed).extracting(ConfirmedDrift::news).containsExactly(News.BEGAN, News.OVER);
    }

    @Test
    void aWindowThatTheReleaseBeforeHasClosedIsJudgedWithNoOther() {
        var window = noRows();
        var packed = window.asLast().packed();

        var afterOld = pool(2, List.of(new LastWindow(500, packed, null, null)), window);
        var afterNew = pool(2, afterOld.latest(), window);

        assertThat(afterOld.verdict()).isNull();
        assertThat(afterNew.verdict()).isNotNull();
    }

    @Test
    void keepsNoMoreWindowsThanTheNextOneIsJudgedWith() {
        var last = noRows().asLast();

        for (int needed : new int[] {1, 2, 5}) {
            assertThat(pool(needed, List.of(last, last, last), noRows()).latest())
                    .hasSize(1);
        }
        assertThat(pool(4, List.of(last, last, last), noRows()).latest()).hasSize(3);
    }

    private JudgePool pool(int needed, List<LastWindow> before, FilledWindow window) {
        var rule = new Rule(500, 0.1, 0.1, List.of(), needed, MadeUpBaselines.AT_ONCE);
        return JudgePool.after(before, window, baseline, rule);
    }

    /** A window that says it has 500 rows. */
    private FilledWindow noRows() {
        var zeroes = baseline.columns().stream()
                .map(column -> new long[column.counts().size()])
                .toList();
        var sums = new RowSums(zeroes, null, SliceBins.of(Slices.of(baseline, List.of())));
        return new FilledWindow(sums, 500, 0, Instant.EPOCH, Instant.EPOCH, Map.of());
    }

    @Test
    void oneWindowThatDriftsIsNotEnough() {
        window(0);
        window(0.5);
        window(0);

        assertThat(bench.confirmed).isEmpty();
        assertThat(view().windows())
                .filteredOn(window -> window.findings().verdict().level() == DriftLevel.DRIFT)
                .hasSize(1);
        assertThat(view().windows())
                .allSatisfy(window -> assertThat(window.driftingAsOne()).isNull());
    }

    @Test
    void keepsWhatWasFoundWithoutTheRowsOfEachBin() {
        window(SMALL);
        window(SMALL);

        var kept = Objects.requireNonNull(view().windows().getFirst().findings().pooled());
        assertThat(kept.drifts()).isTrue();
        assertThat(kept.verdict().columns())
                .hasSizeLessThanOrEqualTo(16)
                .allSatisfy(column -> assertThat(column.counts()).isEmpty());
        assertThat(view().windows().getLast().findings().pooled()).isNull();
    }
}
