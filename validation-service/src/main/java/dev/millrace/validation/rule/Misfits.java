package dev.millrace.validation.rule;

import dev.millrace.datasets.ColumnType;
import java.util.List;
import java.util.Optional;

/**
 * Cells of a file that ingestion could not read as their column's type, and stored as missing.
 *
 * @param values cells of the column that were not missing in the file, misfits included
 * @param examples the first few, with their rows
 */
public record Misfits(String column, ColumnType type, long values, long cells, List<String> examples) {

    public Misfits {
        examples = List.copyOf(examples);
    }

    /** A cell as it is shown. */
    public static String example(long row, String text) {
        return "row " + row + ": \"" + text + "\"";
    }

    /**
     * What the schema thinks of it. A single cell never rejects, and neither does a schema that was read from this very version:
     * what stands in it is all that is known.
     */
    Optional<Finding> judge(Schema schema, boolean first) {
        double share = values == 0 ? 0 : (double) cells / values;
        return schema.column(column).stream()
                .flatMap(demand -> demand.unreadable().judge(share).stream()
                        .map(severity -> first || cells == 1 ? Severity.WARN : severity)
                        .map(severity -> finding(share, demand.unreadable().bound(severity), severity)))
                .findFirst();
    }

    private Finding finding(double share, double bound, Severity severity) {
        var told = examples.isEmpty() ? "" : ", such as " + String.join(", ", examples);
        return new Finding(
                Finding.Code.TYPE_MISMATCH,
                column,
                "%d of %d cells (%s) are no %s and count as missing%s"
                        .formatted(cells, values, Rule.percent(share), type, told),
                bound == 0 ? type.name() : "%s; up to %s may differ".formatted(type, Rule.percent(bound)),
                severity);
    }
}
