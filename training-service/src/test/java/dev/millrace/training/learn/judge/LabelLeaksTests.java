package dev.millrace.training.learn.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.models.Outputs;
import dev.millrace.pipelines.Task;
import dev.millrace.training.learn.SampleSpecs;
import dev.millrace.training.learn.Warning;
import dev.millrace.training.learn.graph.FeaturePlan;
import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.Table;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every third of 300 rows is sold. */
class LabelLeaksTests {

    private static final int ROWS = 300;

    @Test
    void warnsOfANumberWithAThresholdBetweenTheClasses() {
        var warning = only(numbers(row -> row % 3 == 0 ? row + 0.5 : -row));
        assertThat(warning.code()).isEqualTo("LABEL_LEAK");
        assertThat(warning.column()).isEqualTo("seen");
        assertThat(warning.detail())
                .isEqualTo("seen alone tells the label sold, known in 300 of 300 training rows: "
                        + "a threshold separates the classes, its AUC is 1");
        assertThat(only(numbers(row -> row % 3 == 0 ? -1.5 : row % 7)).detail()).endsWith("AUC is 0");
    }

    @Test
    void letsOneRowAmongThoseOfTheOtherClassCountAsNoLeak() {
        assertThat(warnings(numbers(row -> row % 3 == 0 && row > 0 ? row + 0.5 : -150 + row % 150), ROWS))
                .isEmpty();
        assertThat(warnings(numbers(row -> row % 3 == 0 && row > 0 ? 1 : 0), ROWS))
                .isEmpty();
    }

    @Test
    void warnsOfWordsAndCodesThatHaveOneLabelEach() {
        assertThat(only(texts(row -> row % 3 == 0 ? "paid" : row % 3 == 1 ? "open" : "void"))
                        .detail())
                .endsWith("each of its 3 values has one label only");
        assertThat(only(numbers(row -> row % 3 == 0 ? 2 : row % 3 == 1 ? 1 : 3)).detail())
                .endsWith("each of its 3 values has one label only");
    }

    @Test
    void takesNoWarningFromAnIdentifier() {
        assertThat(warnings(texts(row -> "customer " + row % 60), ROWS)).isEmpty();
        assertThat(warnings(numbers(row -> 17_031_081_400.0 + row % 60), ROWS)).isEmpty();
        assertThat(warnings(texts(row -> "order " + row), ROWS)).isEmpty();
    }

    @Test
    void warnsThoughSomeRowsDoNotHaveTheCopy() {
        assertThat(only(numbers(row -> row % 10 == 0 ? Double.NaN : row % 3 == 0 ? 1 : 0))
                        .detail())
                .contains("known in 270 of 300 training rows");
        assertThat(warnings(numbers(row -> row % 10 != 0 ? Double.NaN : row % 3 == 0 ? 1 : 0), ROWS))
                .isEmpty();
    }

    @Test
    void warnsOfAColumnThatOneClassAloneHas() {
        assertThat(only(texts(row -> row % 3 == 0 ? "receipt " + row : "")).detail())
                .endsWith("it is missing exactly where that is false");
        assertThat(only(numbers(row -> row % 3 == 0 ? Double.NaN : row % 8)).detail())
                .endsWith("it is missing exactly where that is true");
    }

    @Test
    void doesNotJudgeByAHandfulOfRows() {
        assertThat(warnings(numbers(row -> row % 3 == 0 ? 1 : 0), 27)).isEmpty();
        assertThat(warnings(numbers(row -> row % 3 == 0 ? 1 : 0), 30)).hasSize(1);
    }

    private static RawColumn numbers(IntToDoubleFunction value) {
        double[] values = IntStream.range(0, ROWS).mapToDouble(value).toArray();
        return RawColumn.numbers("seen", RawColumn.Kind.NUMBER, false, values);
    }

    private static RawColumn texts(IntFunction<String> value) {
        String[] values = IntStream.range(0, ROWS).mapToObj(value).toArray(String[]::new);
        return RawColumn.texts("seen", RawColumn.Kind.TEXT, values);
    }

    private static Warning only(RawColumn column) {
        var warnings = warnings(column, ROWS);
        assertThat(warnings).hasSize(1);
        return warnings.getFirst();
    }

    private static List<Warning> warnings(RawColumn column, int rows) {
        double[] labels = IntStream.range(0, ROWS)
                .mapToDouble(row -> row % 3 == 0 ? 1 : 0)
                .toArray();
        var sold = RawColumn.numbers("sold", RawColumn.Kind.BOOLEAN, false, labels);
        double[] other = IntStream.range(0, ROWS).mapToDouble(row -> row % 5).toArray();
        var beside = RawColumn.numbers("beside", RawColumn.Kind.NUMBER, false, other);
        var table = new Table(ROWS, List.of(sold, column, beside))
                .select(IntStream.range(0, rows).toArray());
        double[] values = Arrays.copyOf(labels, rows);
        var train = new Part(table, new Labels(new Outputs(Task.BINARY, List.of("false", "true"), 0.5), values));
        var plan = FeaturePlan.of(table, train, SampleSpecs.of("sold", ""));
        return LabelLeaks.of(plan, train, "sold");
    }
}
