package dev.millrace.training.learn.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.models.Outputs;
import dev.millrace.pipelines.DataSpec.Split;
import dev.millrace.pipelines.Task;
import dev.millrace.training.learn.UnlearnableException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartsTests {

    private static final Split HASH = new Split(Split.By.HASH, 0.7, 0.15, 0.15, null, 7);

    @Test
    void keepsARowsPartWhenRowsAndEmptyColumnsAreAdded() {
        var few = numbers(IntStream.range(0, 5_000).asDoubleStream().toArray());
        double[] values = IntStream.range(0, 10_000).asDoubleStream().toArray();
        String[] empty = new String[10_000];
        Arrays.fill(empty, "");
        var added = RawColumn.texts("new", RawColumn.Kind.TEXT, empty);
        var more = new Table(10_000, List.of(added, numbers(values).column("x").orElseThrow()));
        int[] before = parts(few, HASH).test();
        int[] after = parts(more, HASH).test();
        assertThat(Arrays.stream(after).filter(row -> row < 5_000))
                .containsExactly(Arrays.stream(before).boxed().toArray(Integer[]::new));
    }

    @Test
    void keepsAFewCopiesOfARowTogether() {
        var table = numbers(
                IntStream.range(0, 3_000).mapToDouble(row -> row % 1_000).toArray());
        var parts = parts(table, HASH);
        assertThat(Arrays.stream(parts.train()).map(row -> row % 1_000).distinct())
                .doesNotContainAnyElementsOf(Arrays.stream(parts.test())
                        .map(row -> row % 1_000)
                        .boxed()
                        .toList());
    }

    @Test
    void spreadsManyCopiesOfARowOverThePartsSoThatTheirSharesHold() {
        var table = numbers(IntStream.range(0, 1_000)
                .mapToDouble(row -> row % 3 == 0 ? 7 : row)
                .toArray());
        var parts = parts(table, HASH);
        assertThat(parts.train().length).isBetween(680, 720);
        assertThat(Arrays.stream(parts.test()).filter(row -> row % 3 == 0).count())
                .isBetween(35L, 65L);
    }

    @Test
    void givesEveryPartItsShareOfEachClassHoweverRare() {
        var table = numbers(IntStream.range(0, 2_000).asDoubleStream().toArray());
        double[] classes = IntStream.range(0, 2_000)
                .mapToDouble(row -> row % 100 == 0 ? 1 : 0)
                .toArray();
        var labels = new Labels(new Outputs(Task.BINARY, List.of("no", "yes"), 0.5), classes);
        var parts = Parts.of(table, RowHashes.of(table), labels, HASH);
        assertThat(labels.select(parts.train()).counts()[1]).isEqualTo(14);
        assertThat(labels.select(parts.validation()).counts()[1]).isEqualTo(3);
        assertThat(labels.select(parts.test()).counts()[1]).isEqualTo(3);
    }

    @Test
    void keepsTheRowsOfAGroupTogether() {
        var table =
                numbers(IntStream.range(0, 1_000).mapToDouble(row -> row % 50).toArray());
        var parts = parts(table, new Split(Split.By.GROUP, 0.6, 0.2, 0.2, "x", 7));
        assertThat(parts.train().length).isBetween(560, 640);
        assertThat(Arrays.stream(parts.train()).map(row -> row % 50).distinct())
                .doesNotContainAnyElementsOf(
                        Arrays.stream(parts.test()).map(row -> row % 50).boxed().toList());
    }

    /** Six of sixty customers have the rare class, each in one of twenty rows. */
    @Test
    void givesEveryPartItsShareOfGroupsWithARareClass() {
        for (int seed = 1; seed <= 20; seed++) {
            var split = new Split(Split.By.GROUP, 0.7, 0.15, 0.15, "x", seed);
            var table = numbers(
                    IntStream.range(0, 1_200).mapToDouble(row -> row % 60).toArray());
            double[] classes = IntStream.range(0, 1_200)
                    .mapToDouble(row -> row % 60 < 6 && row < 60 ? 1 : 0)
                    .toArray();
            var labels = new Labels(new Outputs(Task.BINARY, List.of("no", "yes"), 0.5), classes);
            var parts = Parts.of(table, RowHashes.of(table), labels, split);
            assertThat(labels.select(parts.train()).counts()[1]).isEqualTo(4);
            assertThat(labels.select(parts.validation()).counts()[1]).isEqualTo(1);
            assertThat(labels.select(parts.test()).counts()[1]).isEqualTo(1);
            assertThat(parts.train().length).isBetween(780, 900);
        }
    }

    @Test
    void tellsThatOneGroupIsTooLargeForTheShares() {
        var table = numbers(IntStream.range(0, 1_000)
                .mapToDouble(row -> row < 800 ? 7 : row)
                .toArray());
        var labels = new Labels(Outputs.number(), new double[1_000]);
        var split = new Split(Split.By.GROUP, 0.4, 0.3, 0.3, "x", 7);
        var parts = Parts.of(table, RowHashes.of(table), labels, split);
        assertThat(SplitCheck.warnings("y", labels, parts, split))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.code()).isEqualTo("SPLIT_UNEVEN");
                    assertThat(warning.detail()).contains("of all rows, and data.split asks for 40.0 %");
                });
        assertThat(SplitCheck.warnings("y", labels, parts(table, HASH), HASH)).isEmpty();
    }

    /** As texts that the specification says are dates. */
    @Test
    void ordersDatesByTimeHoweverTheyAreWritten() {
        String[] dates = {"2/28/2026", "12/31/2025", "10/30/2026", "1/31/2026", "11/30/2025"};
        var table = new Table(5, List.of(RawColumn.times("x", dates)));
        var parts = parts(table, new Split(Split.By.TIME, 0.6, 0.2, 0.2, "x", 7));
        assertThat(parts.train()).containsExactly(4, 1, 3);
        assertThat(parts.validation()).containsExactly(0);
        assertThat(parts.test()).containsExactly(2);
    }

    @Test
    void dividesByTheSharesAndDifferentlyForEverySeed() {
        var table = numbers(IntStream.range(0, 20_000).asDoubleStream().toArray());
        var parts = parts(table, HASH);
        assertThat(parts.train().length).isBetween(13_800, 14_200);
        assertThat(parts.validation().length + parts.test().length).isEqualTo(20_000 - parts.train().length);
        var other = new Split(Split.By.HASH, 0.7, 0.15, 0.15, null, 8);
        assertThat(parts(table, other).test()).isNotEqualTo(parts.test());
    }

    @Test
    void trainsOnTheOldestRows() {
        var table = numbers(5, Double.NaN, 1, 4, 3, 2, 6, 7, 8, 9);
        var parts = parts(table, new Split(Split.By.TIME, 0.6, 0.2, 0.2, "x", 7));
        assertThat(parts.train()).containsExactly(1, 2, 5, 4, 3, 0);
        assertThat(parts.validation()).containsExactly(6, 7);
        assertThat(parts.test()).containsExactly(8, 9);
    }

    @Test
    void refusesToOrderTextsByTheirLetters() {
        String[] dates = {"02/28/2026", "12/31/2025"};
        var table = new Table(2, List.of(RawColumn.texts("x", RawColumn.Kind.TEXT, dates)));
        assertThatThrownBy(() -> parts(table, new Split(Split.By.TIME, 0.6, 0.2, 0.2, "x", 7)))
                .isInstanceOfSatisfying(
                        UnlearnableException.class,
                        refused -> assertThat(refused.code()).isEqualTo("SPLIT_COLUMN_TYPE"));
    }

    private static Table numbers(double... values) {
        return new Table(values.length, List.of(RawColumn.numbers("x", RawColumn.Kind.NUMBER, false, values)));
    }

    private static Parts parts(Table table, Split split) {
        return Parts.of(table, RowHashes.of(table), new Labels(Outputs.number(), new double[table.rows()]), split);
    }
}
