package dev.millrace.training.learn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.models.Outputs;
import dev.millrace.models.Rows;
import dev.millrace.training.learn.SampleSpecs;
import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.Table;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransformTests {

    private static final int ROWS = 60;
    private static final Table TABLE = new Table(
            ROWS,
            List.of(
                    RawColumn.numbers(
                            "fare",
                            RawColumn.Kind.NUMBER,
                            false,
                            numbers(row -> row % 7 == 0 ? Double.NaN : row / 2.0)),
                    RawColumn.numbers(
                            "tract", RawColumn.Kind.NUMBER, false, numbers(row -> 17_031_081_401.0 + row % 3)),
                    RawColumn.numbers("id", RawColumn.Kind.NUMBER, false, numbers(row -> 1_000 + row)),
                    RawColumn.texts("kind", RawColumn.Kind.TEXT, texts(row -> row % 4 == 0 ? "" : "kind" + row % 2)),
                    RawColumn.texts("name", RawColumn.Kind.TEXT, texts(row -> "name " + row)),
                    RawColumn.texts("same", RawColumn.Kind.TEXT, texts(row -> "same"))));
    private static final FeaturePlan PLAN = FeaturePlan.of(
            TABLE, new Part(TABLE, new Labels(Outputs.number(), numbers(row -> row))), SampleSpecs.of("label", ""));
    private static final List<Spread> SPREADS = Spread.of(
            Graphs.run(
                    PLAN, Transform.forTrees(PLAN), new Part(TABLE, new Labels(Outputs.number(), numbers(row -> row)))),
            1);

    @Test
    void takesButDoesNotLearnFromWhatSaysNothingAboutTheNextRow() {
        assertThat(PLAN.features())
                .extracting(planned -> planned.feature().name())
                .containsExactly("fare", "tract", "kind");
        assertThat(PLAN.dropped()).containsOnlyKeys("id", "name", "same");
        assertThat(PLAN.signature())
                .extracting(Feature::name)
                .containsExactly("fare", "tract", "id", "kind", "name", "same");
        assertThat(PLAN.signature()).extracting(Feature::nullable).containsExactly(true, false, true, true, true, true);
    }

    @Test
    void keepsIdentifiersApartThatDoNotFitAFloat() {
        float[] matrix = run(
                Transform.Form.TREES,
                new double[] {1, 1, 1, 1},
                new double[] {17_031_081_401.0, 17_031_081_402.0, 17_031_081_999.0, Double.NaN},
                "kind0",
                "kind0",
                "kind0",
                "kind0");
        assertThat(new float[] {matrix[1], matrix[4], matrix[7], matrix[10]}).doesNotHaveDuplicates();
    }

    @Test
    void leavesMissingNumbersToTreesAndGivesCodesToMissingAndUnseenTexts() {
        float[] matrix = run(
                Transform.Form.TREES, new double[] {Double.NaN, 0.1, 3}, new double[] {1, 1, 1}, "", "kind1", "unseen");
        assertThat(matrix[0]).isNaN();
        assertThat(matrix[3]).isEqualTo(0.1f);
        assertThat(new float[] {matrix[2], matrix[5], matrix[8]}).doesNotHaveDuplicates();
    }

    @Test
    void fillsAndScalesForLinearModels() {
        var fare = SPREADS.getFirst();
        float[] matrix = run(Transform.Form.LINEAR, new double[] {Double.NaN, 10}, new double[] {1, 1}, "", "");
        assertThat(matrix[0]).isCloseTo((float) ((fare.median() - fare.mean()) / fare.deviation()), within(1e-6f));
        assertThat(matrix[1]).isEqualTo(1);
        assertThat(matrix[4]).isCloseTo((float) ((10 - fare.mean()) / fare.deviation()), within(1e-6f));
        assertThat(matrix[5]).isEqualTo(0);
        assertThat(new float[] {matrix[2], matrix[3]}).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void countsInfiniteAndHugeNumbersAsMissing(Transform.Form form) {
        double[] fares = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e39};
        float[] matrix = run(form, fares, new double[] {1, 1, 1, 1}, "", "", "", "");
        int width = matrix.length / fares.length;
        float[] missing = Arrays.copyOf(matrix, width);
        for (int row = 1; row < fares.length; row++) {
            assertThat(Arrays.copyOfRange(matrix, row * width, (row + 1) * width))
                    .isEqualTo(missing);
        }
    }

    @Test
    void takesAbsurdNumbersForTheLargestThatIsNot() {
        var fare = SPREADS.getFirst();
        float[] matrix = run(
                Transform.Form.LINEAR,
                new double[] {1e30, fare.most(), fare.most() / 2},
                new double[] {1, 1, 1},
                "",
                "",
                "");
        assertThat(matrix[0]).isEqualTo(matrix[4]).isLessThanOrEqualTo(8);
    }

    private static float[] run(Transform.Form form, double[] fares, double[] tracts, String... kinds) {
        var transform =
                form == Transform.Form.TREES ? Transform.forTrees(PLAN) : Transform.forLinearModels(PLAN, SPREADS);
        double[] ids = new double[kinds.length];
        return Graphs.run(PLAN, transform, new Rows(kinds.length, List.of(fares, tracts, ids, kinds, kinds, kinds)));
    }

    private static double[] numbers(java.util.function.IntToDoubleFunction value) {
        return IntStream.range(0, ROWS).mapToDouble(value).toArray();
    }

    private static String[] texts(java.util.function.IntFunction<String> value) {
        String[] texts = new String[ROWS];
        Arrays.setAll(texts, value);
        return texts;
    }
}
