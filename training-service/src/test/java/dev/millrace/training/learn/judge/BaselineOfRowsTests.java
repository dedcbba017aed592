package dev.millrace.training.learn.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.Baseline;
import dev.millrace.models.Outputs;
import dev.millrace.training.learn.SampleSpecs;
import dev.millrace.training.learn.graph.FeaturePlan;
import dev.millrace.training.learn.rows.Clusters;
import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.Table;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineOfRowsTests {

    @ParameterizedTest
    @ValueSource(ints = {1_000, 50_001, 120_000})
    void countsEveryRowBetweenEdgesThatReachFromTheLeastToTheLargest(int rows) {
        double[] numbers = IntStream.range(0, rows)
                .mapToDouble(row -> row % 10 == 3 ? Double.NaN : (row * 7_919L % rows) / 7.0)
                .toArray();
        numbers[rows / 2 + 1] = 1e6;
        numbers[rows / 3] = -1e6;
        var alone = new UnseenRows(List.of(), Clusters.alone(2), Outputs.number(), new float[] {1, 2});
        Baseline.Column column = baseline(numbers, alone).columns().getFirst();
        double[] known =
                Arrays.stream(numbers).filter(value -> !Double.isNaN(value)).toArray();
        assertThat(column.edges()).hasSize(31).isSorted().startsWith(-1e6).endsWith(1e6);
        assertThat(column.counts().getFirst()).isEqualTo(1);
        assertThat(column.counts().get(31)).isZero();
        assertThat(column.counts().getLast()).isEqualTo(rows - known.length);
        assertThat(column.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(rows);
        assertThat(column.counts().subList(1, 31))
                .allSatisfy(
                        count -> assertThat(count.doubleValue()).isCloseTo(known.length / 30.0, within(rows / 300.0)));
        assertThat(column.mean()).isCloseTo(Arrays.stream(known).average().orElseThrow(), within(1e-9 * rows));
        assertThat(column.means().get(15))
                .isBetween(column.edges().get(14), column.edges().get(15));
    }

    @Test
    void knowsRareValuesWhereNewOnesAreUnusual() {
        var often = categories(IntStream.range(0, 6_000).mapToObj(row -> "v" + row % 30));
        var seenOnce = categories(IntStream.range(0, 6_000).mapToObj(row -> row < 10 ? "once" + row : "v" + row % 30));
        var few = categories(IntStream.range(0, 6_000).mapToObj(row -> "v" + row % 20));

        assertThat(often.rare()).hasSize(10).isSorted().doesNotContainAnyElementsOf(often.categories());
        assertThat(often.counts()).hasSize(23).endsWith(2_000L, 0L, 0L);
        assertThat(seenOnce.rare()).isNull();
        assertThat(seenOnce.counts()).hasSize(22);
        assertThat(few.rare()).isNull();
        assertThat(few.counts()).hasSize(22).endsWith(0L, 0L);
    }

    private static Baseline.Column categories(Stream<String> values) {
        String[] texts = values.toArray(String[]::new);
        int rows = texts.length;
        var table = new Table(rows, List.of(RawColumn.texts("x", RawColumn.Kind.TEXT, texts)));
        double[] labels = IntStream.range(0, rows).mapToDouble(row -> row).toArray();
        var part = new Part(table, new Labels(Outputs.number(), labels));
        var plan = FeaturePlan.of(table, part, SampleSpecs.of("label", ""));
        var alone = new UnseenRows(List.of(), Clusters.alone(2), Outputs.number(), new float[] {1, 2});
        return BaselineOfRows.of(plan, table, new double[] {1}, alone, List.of())
                .columns()
                .getFirst();
    }

    @Test
    void countsCopiesThatStayTogetherAsTheFewerRowsThatTheyAreWorth() {
        float[] scores = new float[1200];
        double[] keys = new double[1200];
        for (int row = 0; row < 1200; row++) {
            int original = row / 4;
            keys[row] = original;
            scores[row] = original;
        }
        double[] numbers = IntStream.range(0, 1200)
                .mapToDouble(row -> (row * 7_919L % 1200) / 7.0)
                .toArray();
        var copies = new UnseenRows(List.of(), Clusters.of(keys), Outputs.number(), scores);
        var alone = new UnseenRows(List.of(), Clusters.alone(1200), Outputs.number(), scores);
        assertThat(sum(baseline(numbers, alone).columns().getLast())).isEqualTo(1200);
        var prediction = baseline(numbers, copies).columns().getLast();
        assertThat(sum(prediction)).isEqualTo(300);
        assertThat(prediction.counts().getFirst()).isEqualTo(1);
        assertThat(prediction.counts().subList(1, 31))
                .allSatisfy(count -> assertThat(count).isBetween(9L, 11L));
        assertThat(prediction.mean()).isEqualTo(149.5);
        assertThat(sum(baseline(numbers, copies).columns().getFirst())).isEqualTo(1200);
    }

    private static long sum(Baseline.Column column) {
        return column.counts().stream().mapToLong(Long::longValue).sum();
    }

    private static Baseline baseline(double[] numbers, UnseenRows unseen) {
        int rows = numbers.length;
        Table table = new Table(rows, List.of(RawColumn.numbers("x", RawColumn.Kind.NUMBER, false, numbers)));
        double[] labels = IntStream.range(0, rows).mapToDouble(row -> row).toArray();
        FeaturePlan plan = FeaturePlan.of(
                table, new Part(table, new Labels(Outputs.number(), labels)), SampleSpecs.of("label", ""));
        return BaselineOfRows.of(plan, table, new double[] {1}, unseen, List.of());
    }
}
