package dev.millrace.training.learn.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.Baseline;
import dev.millrace.models.Binning;
import dev.millrace.models.Outputs;
import dev.millrace.models.ReconstructionError;
import dev.millrace.models.Together;
import dev.millrace.training.learn.SampleSpecs;
import dev.millrace.training.learn.graph.FeaturePlan;
import dev.millrace.training.learn.rows.Clusters;
import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TogetherOfRowsTests {

    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

    /**
     * Of scikit-learn 1.9.1, with {@code i = numpy.arange(12)}, the columns of {@link #fitted()} and {@link #unseen()} as matrices, {@code e} by the
     * share of each colour: {@code Z = StandardScaler().fit_transform(SimpleImputer().fit_transform(X))}, {@code p = PCA(0.85).fit(Z)},
     * {@code numpy.linalg.norm(Z - p.inverse_transform(p.transform(Z)), axis=1)}.
     */
    private static final double[] FITTED_ERRORS = {
        0.2087644951034048,
        0.3620434017906871,
        0.16045795481722522,
        1.740607811507785,
        0.6193185414456652,
        0.6789472685632897,
        0.8850036321522181,
        1.5018397380624933,
        0.650202807503568,
        0.29489887312750657,
        0.5475368127061144,
        0.35644016875050966
    };

    private static final double[] UNSEEN_ERRORS = {
        0.4598670845580772, 1.1748230077992918, 4.185455383744576, 0.41933057085435993
    };

    @Test
    void findsTheReconstructionErrorsThatScikitLearnFinds() {
        var baseline = TogetherOfRows.in(counted(fitted()), NAMES, fitted(), alone(unseen()));
        var together = Objects.requireNonNull(baseline.together());
        assertThat(together.components()).hasSize(2);
        assertThat(together.columns()).extracting(Together.Scaled::column).containsExactly("e", "d", "c", "b", "a");
        assertThat(errors(baseline, fitted())).containsExactly(FITTED_ERRORS, within(1e-9));
        assertThat(errors(baseline, unseen())).containsExactly(UNSEEN_ERRORS, within(1e-9));
    }

    @Test
    void countsTheErrorsOfRowsThatWereNotFittedOn() {
        var errors = Objects.requireNonNull(TogetherOfRows.in(counted(fitted()), NAMES, fitted(), alone(unseen()))
                        .together())
                .errors();
        assertThat(errors.name()).isEqualTo("columns together");
        assertThat(errors.importance()).isZero();
        assertThat(errors.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(4);
        assertThat(errors.edges())
                .first()
                .satisfies(least -> assertThat(least).isCloseTo(0.41933057085435993, within(1e-9)));
        assertThat(errors.edges())
                .last()
                .satisfies(most -> assertThat(most).isCloseTo(4.185455383744576, within(1e-9)));
    }

    @Test
    void hasNothingToSayOfOneColumnOrOfColumnsThatDoNotVary() {
        var table = fitted();
        assertThat(TogetherOfRows.in(counted(table), List.of("a"), table, alone(unseen()))
                        .together())
                .isNull();
        var constant = new Table(
                12,
                List.of(
                        table.columns().getFirst(),
                        numbers("constant", 12, row -> 3.7),
                        numbers("never", 12, row -> Double.NaN)));
        assertThat(TogetherOfRows.in(counted(table), List.of("a"), constant, alone(constant))
                        .together())
                .isNull();
    }

    @Test
    void leavesATableAloneThatHasAColumnOfItsName() {
        var table = fitted();
        var named = counted(new Table(
                12,
                List.of(
                        table.columns().getFirst(),
                        table.columns().get(1),
                        numbers(Together.NAME, 12, row -> row * 1.0))));
        assertThat(TogetherOfRows.in(named, List.of("a", "b"), table, alone(unseen())))
                .isEqualTo(named);
    }

    private static UnseenRows alone(Table table) {
        return new UnseenRows(List.of(table), Clusters.alone(table.rows()), Outputs.number(), new float[table.rows()]);
    }

    private static double[] errors(Baseline baseline, Table table) {
        var together = Objects.requireNonNull(baseline.together());
        var error = new ReconstructionError(baseline.columns(), together.columns(), together.components());
        var binnings = baseline.columns().stream().map(Binning::of).toList();
        return IntStream.range(0, table.rows())
                .mapToDouble(row -> {
                    int[] bins = new int[NAMES.size() + 1];
                    Arrays.setAll(
                            bins,
                            place -> place == NAMES.size()
                                    ? 0
                                    : binnings.get(place)
                                            .bin(table.columns().get(place).category(row)));
                    return error.of(bins, place -> table.columns().get(place).number(row));
                })
                .toArray();
    }

    /** Importance grows from column to column. */
    private static Baseline counted(Table table) {
        int rows = table.rows();
        double[] labels = IntStream.range(0, rows).mapToDouble(row -> row).toArray();
        var plan = FeaturePlan.of(
                table,
                new Part(table, new Labels(Outputs.number(), labels)),
                SampleSpecs.of(
                        "label",
                        String.join(
                                ", ",
                                table.columns().stream()
                                        .map(column -> column.name() + ": " + (column.isText() ? "category" : "number"))
                                        .toList())));
        double[] importances = IntStream.range(0, plan.features().size())
                .mapToDouble(place -> (place + 1) / 15.0)
                .toArray();
        return BaselineOfRows.of(plan, table, importances, alone(table), List.of());
    }

    private static Table fitted() {
        double[] a = values(12, i -> i * 7 % 12);
        double[] b = values(12, i -> 2 * a[i] + i * 5 % 7 - 3);
        return new Table(
                12,
                List.of(
                        numbers("a", 12, i -> a[i]),
                        numbers("b", 12, i -> b[i]),
                        numbers("c", 12, i -> i == 5 ? Double.NaN : i * i % 11 / 4.0),
                        numbers("d", 12, i -> 10 - b[i] + i * 3 % 5 * 0.5),
                        texts("red blue red green red blue red blue red red green blue")));
    }

    private static Table unseen() {
        return new Table(
                4,
                List.of(
                        numbers("a", 4, i -> new double[] {3, 11, 0, 5}[i]),
                        numbers("b", 4, i -> new double[] {1, 25, 30, Double.NaN}[i]),
                        numbers("c", 4, i -> new double[] {1, 0, 2, 0.25}[i]),
                        numbers("d", 4, i -> new double[] {9, -12, Double.NaN, 3.5}[i]),
                        texts("red blue mauve -")));
    }

    private static double[] values(int rows, IntToDoubleFunction value) {
        return IntStream.range(0, rows).mapToDouble(value).toArray();
    }

    private static RawColumn numbers(String name, int rows, IntToDoubleFunction value) {
        return RawColumn.numbers(name, RawColumn.Kind.NUMBER, false, values(rows, value));
    }

    private static RawColumn texts(String words) {
        return RawColumn.texts("e", RawColumn.Kind.TEXT, words.replace("-", "").split(" ", -1));
    }
}
