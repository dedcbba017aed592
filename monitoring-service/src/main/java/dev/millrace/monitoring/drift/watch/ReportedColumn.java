package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.rule.ColumnVerdict;
import dev.millrace.drift.rule.Fault;
import dev.millrace.drift.rule.MissingValues;
import dev.millrace.drift.rule.WindowVerdict;
import dev.millrace.drift.statistics.Counts;
import dev.millrace.models.Baseline;
import dev.millrace.models.Together;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One column of a window as others are told of it, with all that is needed to compute its figures again.
 *
 * @param critical whether its drift alone makes the model drift
 * @param drifted whether it did
 * @param fault what is wrong with its values where it drifted and it is not the world that moved; else null
 */
public record ReportedColumn(
        String column,
        Test test,
        Effect effect,
        boolean critical,
        boolean drifted,
        @Nullable Fault fault,
        Bins bins) {

    /** How sure one can be that it moved. */
    public record Test(String name, double statistic, double pValue, double adjustedP) {}

    /** How much it moved, and from which size on that counts. */
    public record Effect(String name, double size, double threshold) {}

    /** Rows of the baseline and of the window in each bin. */
    public record Bins(List<String> names, List<Long> baseline, List<Long> window) {
        public Bins {
            names = List.copyOf(names);
            baseline = List.copyOf(baseline);
            window = List.copyOf(window);
        }
    }

    /** All columns of a verdict, those that moved most first. */
    public static List<ReportedColumn> of(WindowVerdict verdict, Baseline baseline) {
        Map<String, Baseline.Column> byName = baseline.watched().stream()
                .collect(Collectors.toMap(Baseline.Column::name, Function.identity(), (first, _) -> first));
        return verdict.strongestFirst().stream()
                .flatMap(column ->
                        Optional.ofNullable(byName.get(column.column())).map(frozen -> of(column, frozen)).stream())
                .toList();
    }

    private static ReportedColumn of(ColumnVerdict verdict, Baseline.Column frozen) {
        boolean missing = verdict.isOfMissingValues();
        List<Long> baseline = missing
                ? Arrays.stream(MissingValues.of(Counts.of(frozen.counts())))
                        .boxed()
                        .toList()
                : frozen.counts();
        return new ReportedColumn(
                verdict.column(),
                new Test(
                        missing ? "chi-square" : verdict.significance().test(),
                        verdict.significance().statistic(),
                        verdict.significance().pValue(),
                        verdict.significance().adjustedP()),
                new Effect(
                        verdict.shift().effectName(),
                        verdict.shift().effect(),
                        verdict.shift().threshold()),
                verdict.critical(),
                verdict.drifted(),
                verdict.drifted() && !verdict.column().equals(Together.NAME)
                        ? Fault.of(verdict, frozen).orElse(null)
                        : null,
                new Bins(missing ? MissingValues.BINS : BinNames.of(frozen), baseline, verdict.counts()));
    }
}
