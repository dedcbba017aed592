package dev.millrace.console.model;

import dev.millrace.console.chart.Change;
import dev.millrace.console.chart.Plot;
import dev.millrace.console.model.RegistryAnswers.Evaluation;
import dev.millrace.console.model.RegistryAnswers.Lineage;
import dev.millrace.console.model.RegistryAnswers.ModelDetail;
import dev.millrace.console.model.RegistryAnswers.Slice;
import dev.millrace.console.model.RegistryAnswers.Version;
import dev.millrace.console.page.Metrics;
import dev.millrace.console.service.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version, beside another one where there is one.
 *
 * @param other null where there is nothing to compare with
 */
record Comparison(
        Answer<ModelDetail> model,
        Answer<Version> version,
        Answer<Lineage> lineage,
        Answer<Evaluation> evaluation,
        @Nullable Other other) {

    private static final int MOST_IMPORTANCES = 12;

    /**
     * The version that is compared with.
     *
     * @param differences null where what either was made of could not be asked
     */
    record Other(
            int version,
            boolean live,
            Answer<Lineage> lineage,
            Answer<Evaluation> evaluation,
            @Nullable Differences differences) {}

    /**
     * @param all on all test rows of the version
     * @param value on the rows that both were scored on, where there are such
     * @param other on the same rows only where {@link #onSameRows} says so
     * @param difference null where it would compare different rows
     * @param better null where there is no difference
     */
    record MetricRow(
            String metric,
            @Nullable Double all,
            @Nullable Double value,
            @Nullable Double other,
            @Nullable Double difference,
            @Nullable Boolean better) {}

    record SliceRow(
            String slice,
            @Nullable Long rows,
            @Nullable Double value,
            @Nullable Double other,
            Plot plot) {}

    public List<GateRow> gates() {
        return version.given()
                .map(one -> one.judgement().gates().stream().map(GateRow::new).toList())
                .orElse(List.of());
    }

    /** Whether both were scored on the same rows, so that their difference means something. */
    public boolean onSameRows() {
        return same().isPresent();
    }

    private Optional<SameRows> same() {
        var compared = other;
        return compared == null
                ? Optional.empty()
                : lineage.given()
                        .flatMap(one -> compared.lineage().given().flatMap(theirs -> SameRows.of(one, own(), theirs)));
    }

    private Map<String, Double> own() {
        return version.given().map(Version::metrics).orElse(Map.of());
    }

    /** Whether rows were left out of the comparison, so that the figures on all test rows are others. */
    public boolean fewerRows() {
        return same().map(SameRows::fewer).orElse(false);
    }

    /** Which rows the figures are of. */
    public String rows() {
        var compared = other;
        return compared == null
                ? "On its test rows."
                : same().map(SameRows::sentence).orElseGet(() -> unlike(compared.version()));
    }

    private String unlike(int compared) {
        var problem = lineage.given()
                .map(Lineage::training)
                .filter(training -> Objects.equals(training.championVersion(), compared))
                .map(RegistryAnswers.Training::championProblem)
                .map(why -> " (" + why + ")")
                .orElse("");
        return "Each on its own test rows, so the difference says nothing: neither was scored on those of the other%s."
                .formatted(problem);
    }

    public List<MetricRow> metrics() {
        var same = same();
        var own = own();
        return Metrics.ordered(own.keySet()).stream()
                .map(metric -> same.map(rows -> row(
                                metric,
                                own.get(metric),
                                rows.own().get(metric),
                                rows.theirs().get(metric)))
                        .orElseGet(() -> new MetricRow(
                                metric,
                                own.get(metric),
                                own.get(metric),
                                otherMetrics().get(metric),
                                null,
                                null)))
                .toList();
    }

    private Map<String, Double> otherMetrics() {
        var compared = other;
        return compared == null
                ? Map.of()
                : compared.lineage()
                        .given()
                        .map(lineage -> lineage.training().testMetrics())
                        .orElse(Map.of());
    }

    private static MetricRow row(
            String metric, @Nullable Double all, @Nullable Double value, @Nullable Double otherValue) {
        if (value == null || otherValue == null) {
            return new MetricRow(metric, all, value, otherValue, null, null);
        }
        double difference = value - otherValue;
        var better = difference == 0 ? null : Metrics.lowerIsBetter(metric) == difference < 0;
        return new MetricRow(metric, all, value, otherValue, difference, better);
    }

    /** The slices by one metric, worst first. */
    public List<SliceRow> slices(String metric) {
        return evaluation.given().map(one -> slices(one, metric)).orElse(List.of());
    }

    private List<SliceRow> slices(Evaluation one, String metric) {
        var changes = one.slices().stream()
                .map(slice -> new Change(slice.metrics().get(metric), null, null, "running"))
                .toList();
        var rows = new ArrayList<SliceRow>();
        for (int i = 0; i < changes.size(); i++) {
            var slice = one.slices().get(i);
            var count = slice.metrics().get("rows");
            rows.add(new SliceRow(
                    slice.slice(),
                    count == null ? null : count.longValue(),
                    slice.metrics().get(metric),
                    otherSlice(slice.slice(), metric),
                    changes.get(i).plot(changes)));
        }
        var byValue = Comparator.comparing(SliceRow::value, Comparator.nullsLast(Comparator.<Double>naturalOrder()));
        rows.sort(Metrics.lowerIsBetter(metric) ? byValue.reversed() : byValue);
        return rows;
    }

    private @Nullable Double otherSlice(String name, String metric) {
        var compared = other;
        return compared == null
                ? null
                : compared.evaluation().given().stream()
                        .flatMap(evaluation -> evaluation.slices().stream())
                        .filter(slice -> slice.slice().equals(name))
                        .map(Slice::metrics)
                        .map(metrics -> metrics.get(metric))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    public List<RegistryAnswers.Importance> importances() {
        return evaluation
                .given()
                .map(one -> one.importances().stream()
                        .sorted(Comparator.comparingDouble(RegistryAnswers.Importance::importance)
                                .reversed())
                        .limit(MOST_IMPORTANCES)
                        .toList())
                .orElse(List.of());
    }

    /** Only for two classes; other tasks have none. */
    public List<Plot> curves() {
        return evaluation
                .given()
                .map(one -> ComparedCurves.of(version.given().map(Version::version), one, other))
                .orElse(List.of());
    }
}
