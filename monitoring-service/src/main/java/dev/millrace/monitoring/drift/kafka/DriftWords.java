package dev.millrace.monitoring.drift.kafka;

import dev.millrace.drift.rule.MovedTogether;
import dev.millrace.monitoring.drift.watch.ConfirmedDrift;
import dev.millrace.monitoring.drift.watch.ConfirmedDrift.DriftedSlice;
import dev.millrace.monitoring.drift.watch.ReportedColumn;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What drifted and how strongly, for people. */
final class DriftWords {

    /** Columns, and slices, that a sentence names. */
    private static final int NAMED = 5;

    private DriftWords() {}

    static String of(ConfirmedDrift confirmed) {
        var slices = firstOf(confirmed.slices(), DriftWords::slice);
        if (!confirmed.isOfAllRows() && !slices.isEmpty()) {
            return "among %s alone; %d times in a row".formatted(slices, confirmed.inARow());
        }
        var verdict = confirmed.window().decisive();
        return String.format(
                Locale.ROOT,
                "%s%s; importance-weighted share %.2f (limit %.2f), %d windows %s%s",
                firstOf(drifted(ReportedColumn.of(verdict, confirmed.baseline())), DriftWords::column),
                MovedTogether.isIn(confirmed.baseline(), verdict.columns())
                        ? "; columns no longer belong together, and none of them drifted by itself"
                        : "",
                verdict.driftedShare(),
                confirmed.rule().driftShare(),
                confirmed.inARow(),
                confirmed.window().driftingAsOne() == null ? "in a row" : "judged as one",
                slices.isEmpty() ? "" : "; also among " + slices);
    }

    private static List<ReportedColumn> drifted(List<ReportedColumn> columns) {
        return columns.stream().filter(ReportedColumn::drifted).toList();
    }

    private static String slice(DriftedSlice slice) {
        var columns = drifted(ReportedColumn.of(slice.judged().verdict(), slice.baseline()));
        return columns.isEmpty()
                ? slice.judged().slice()
                : slice.judged().slice() + ": " + firstOf(columns, DriftWords::column);
    }

    private static String column(ReportedColumn column) {
        var fault = column.fault();
        return String.format(
                Locale.ROOT,
                "%s%s (effect %.3f)",
                column.column(),
                fault == null ? "" : " " + fault.words(),
                column.effect().size());
    }

    private static <T> String firstOf(List<T> all, Function<T, String> words) {
        return all.stream().limit(NAMED).map(words).collect(Collectors.joining(", "))
                + (all.size() > NAMED ? " and " + (all.size() - NAMED) + " more" : "");
    }
}
