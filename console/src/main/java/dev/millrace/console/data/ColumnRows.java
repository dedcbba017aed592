package dev.millrace.console.data;

import dev.millrace.console.data.DataAnswers.Finding;
import dev.millrace.console.data.DataAnswers.Report;
import dev.millrace.console.data.DataAnswers.Statistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the columns of two versions side by side: those with findings first, and those that only one of them has. */
final class ColumnRows {

    private ColumnRows() {}

    static List<ColumnRow> of(
            long version,
            Statistics statistics,
            long otherVersion,
            @Nullable Statistics other,
            @Nullable Report report) {
        var rows = new ColumnRow.Rows(version, statistics.rows(), otherVersion, other == null ? 0 : other.rows());
        List<Finding> findings = report == null ? List.of() : report.findings();
        var all = new ArrayList<ColumnRow>();
        statistics
                .columns()
                .forEach(column -> all.add(new ColumnRow(
                        column,
                        other == null ? null : other.column(column.name()).orElse(null),
                        rows,
                        about(findings, column.name()),
                        other != null)));
        if (other != null) {
            other.columns().stream()
                    .filter(column -> statistics.column(column.name()).isEmpty())
                    .forEach(
                            column -> all.add(new ColumnRow(null, column, rows, about(findings, column.name()), true)));
        }
        all.sort(Comparator.comparingInt(ColumnRows::rank));
        return List.copyOf(all);
    }

    private static List<Finding> about(List<Finding> findings, String column) {
        return findings.stream()
                .filter(finding -> column.equals(finding.column()))
                .toList();
    }

    private static int rank(ColumnRow row) {
        return "bad".equals(row.severity()) ? 0 : row.severity() != null || row.gone() || row.added() ? 1 : 2;
    }
}
