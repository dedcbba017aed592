package dev.millrace.console.model;

import dev.millrace.console.chart.Numbers;
import dev.millrace.console.model.RegistryAnswers.Data;
import dev.millrace.console.model.RegistryAnswers.Feature;
import dev.millrace.console.model.RegistryAnswers.Lineage;
import dev.millrace.console.model.RegistryAnswers.PipelineVersion;
import dev.millrace.console.page.Leaves;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What two versions were made of: where they differ, and what is equal.
 *
 * @param equal settled by looking, and shown only when asked for
 */
record Differences(List<Row> different, List<Row> equal) {

    private static final String NONE = "–";

    Differences {
        different = List.copyOf(different);
        equal = List.copyOf(equal);
    }

    /**
     * One thing that both have.
     *
     * @param kind data, training, column, specification or platform
     */
    record Row(String kind, String name, String other, String value) {

        boolean same() {
            return other.equals(value);
        }
    }

    static Differences between(
            Lineage other, Lineage one, @Nullable PipelineVersion otherPipeline, @Nullable PipelineVersion pipeline) {
        var rows = new ArrayList<Row>();
        rows.add(row("data", "dataset", other, one, lineage -> lineage.data().dataset()));
        rows.add(row("data", "versions", other, one, lineage -> versions(lineage.data())));
        rows.add(row(
                "data",
                "training rows",
                other,
                one,
                lineage -> text(lineage.data().trainRows())));
        rows.add(row("data", "test rows", other, one, Differences::testRows));
        rows.add(row(
                "training", "trainer", other, one, lineage -> lineage.training().trainer()));
        compare(rows, "training", other.training().parameters(), one.training().parameters());
        rows.add(row(
                "training",
                "seed",
                other,
                one,
                lineage -> text(lineage.training().seed())));
        compare(rows, "column", columns(other), columns(one));
        rows.add(row(
                "specification",
                "version",
                other,
                one,
                lineage -> text(lineage.specification().version())));
        if (otherPipeline != null && pipeline != null) {
            compare(rows, "specification", Leaves.of(otherPipeline.spec()), Leaves.of(pipeline.spec()));
        }
        rows.add(row(
                "platform",
                "software",
                other,
                one,
                lineage -> text(lineage.training().software())));
        rows.add(row(
                "platform",
                "machine",
                other,
                one,
                lineage -> text(lineage.training().platform())));
        return of(rows);
    }

    private static Differences of(List<Row> rows) {
        var bySameness = rows.stream().collect(Collectors.partitioningBy(Row::same));
        return new Differences(
                Objects.requireNonNull(bySameness.get(false)), Objects.requireNonNull(bySameness.get(true)));
    }

    private static Row row(String kind, String name, Lineage other, Lineage one, Function<Lineage, String> read) {
        return new Row(kind, name, read.apply(other), read.apply(one));
    }

    private static void compare(List<Row> rows, String kind, Map<String, String> other, Map<String, String> one) {
        var names = new TreeSet<>(other.keySet());
        names.addAll(one.keySet());
        names.forEach(
                name -> rows.add(new Row(kind, name, other.getOrDefault(name, NONE), one.getOrDefault(name, NONE))));
    }

    private static Map<String, String> columns(Lineage lineage) {
        return lineage.modelPackage().signature().stream()
                .collect(Collectors.toMap(Feature::name, Feature::kind, (first, again) -> first));
    }

    private static String testRows(Lineage lineage) {
        var digest = lineage.data().testRowsDigest();
        return text(lineage.data().testRows()) + " (digest " + digest.substring(0, Math.min(4, digest.length())) + ")";
    }

    private static String versions(Data data) {
        if (!data.versions().isEmpty()) {
            return data.versions().stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return data.versionCount() == 0
                ? NONE
                : data.versionsFrom() + " to " + data.versionsTo() + ", " + data.versionCount() + " of them";
    }

    private static String text(@Nullable Object value) {
        return value == null ? NONE : value instanceof Long count ? Numbers.count(count) : value.toString();
    }
}
