package dev.millrace.training.learn.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.Baseline;
import dev.millrace.models.Outputs;
import dev.millrace.models.SliceBaseline;
import dev.millrace.training.learn.SampleSpecs;
import dev.millrace.training.learn.graph.FeaturePlan;
import dev.millrace.training.learn.rows.Clusters;
import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.Table;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlicesOfRowsTests {

    private static final int ROWS = 4000;
    private static final List<String> PAYMENTS = List.of("Cash", "Cash", "Cash", "Card", "Card", "", "Cash", "Card");

    private final Table table = table(ROWS, PAYMENTS);
    private final Baseline whole = baseline(table);

    @Test
    void countsTheMostFrequentValuesAndThoseThatAreMissing() {
        var slices = slices("payment");

        assertThat(slices).extracting(SliceBaseline::name).containsExactly("payment=Cash", "payment=Card", "payment=");
        assertThat(slices).extracting(SliceBaseline::rows).containsExactly(2000L, 1500L, 500L);
    }

    @Test
    void addsUpToTheWhole() {
        var slices = slices("payment");

        for (int column = 0; column < whole.columns().size(); column++) {
            int place = column;
            var all = whole.columns().get(column).counts();
            assertThat(IntStream.range(0, all.size())
                            .mapToObj(bin -> slices.stream()
                                    .mapToLong(slice ->
                                            slice.columns().get(place).counts().get(bin))
                                    .sum())
                            .toList())
                    .isEqualTo(all);
        }
    }

    /** Row i has fare i, and every eighth row, the sixth, has no payment: 5, 13, … 3997, whose mean is 2001 and whose deviation is 8 √(500 · 501 / 12). */
    @Test
    void knowsTheSlicesOwnMeanAndDeviation() {
        var missing = slices("payment").getLast();

        var fare = missing.columns()
                .get(whole.columns().stream()
                        .map(Baseline.Column::name)
                        .toList()
                        .indexOf("fare"));
        assertThat(fare.mean()).isCloseTo(2001, within(1e-9));
        assertThat(fare.deviation()).isCloseTo(8 * Math.sqrt(500 * 501 / 12.0), within(1e-9));
    }

    @Test
    void leavesOutNumbersAndWhatIsTooRare() {
        assertThat(slices("fare")).isEmpty();
        assertThat(slices("unheard of")).isEmpty();
        var few = table(1200, PAYMENTS);
        assertThat(SlicesOfRows.of(baseline(few), List.of("payment"), few, unseen(few)))
                .extracting(SliceBaseline::name)
                .containsExactly("payment=Cash");
    }

    private List<SliceBaseline> slices(String column) {
        return SlicesOfRows.of(whole, List.of(column), table, unseen(table));
    }

    private static Table table(int rows, List<String> payments) {
        double[] fares = IntStream.range(0, rows).mapToDouble(row -> row).toArray();
        var texts = IntStream.range(0, rows)
                .mapToObj(row -> payments.get(row % payments.size()))
                .toArray(String[]::new);
        return new Table(
                rows,
                List.of(
                        RawColumn.numbers("fare", RawColumn.Kind.NUMBER, false, fares),
                        RawColumn.texts("payment", RawColumn.Kind.TEXT, texts)));
    }

    private static Baseline baseline(Table table) {
        double[] labels =
                IntStream.range(0, table.rows()).mapToDouble(row -> row).toArray();
        var plan = FeaturePlan.of(
                table, new Part(table, new Labels(Outputs.number(), labels)), SampleSpecs.of("label", ""));
        return BaselineOfRows.of(
                plan, table, new double[plan.features().size()], unseen(table), List.of("payment", "fare"));
    }

    private static UnseenRows unseen(Table table) {
        var scores = new float[table.rows()];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = row % 100;
        }
        return new UnseenRows(List.of(table), Clusters.alone(scores.length), Outputs.number(), scores);
    }
}
