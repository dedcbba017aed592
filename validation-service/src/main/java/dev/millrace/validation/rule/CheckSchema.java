package dev.millrace.validation.rule;

import dev.millrace.datasets.ColumnType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with a schema beyond what its records refuse. */
public final class CheckSchema {

    /** Values of a set. */
    private static final int MOST_VALUES = 10_000;

    private static final int LONGEST_NUMBER = 400;

    private final List<SchemaProblem> problems = new ArrayList<>();

    private CheckSchema() {}

    /** Every problem, in the order of the columns; empty for a schema that can be put in force. */
    public static List<SchemaProblem> problems(Schema schema) {
        var check = new CheckSchema();
        check.rows(schema.rows());
        check.demand(!schema.columns().isEmpty(), "/columns", "a schema needs at least one column");
        var names = new HashSet<String>();
        for (int i = 0; i < schema.columns().size(); i++) {
            var column = schema.columns().get(i);
            var place = "/columns/" + i;
            check.demand(names.add(column.name()), place + "/name", "the column stands twice in the schema");
            check.column(column, place);
        }
        return List.copyOf(check.problems);
    }

    private void demand(boolean holds, String pointer, String message) {
        if (!holds) {
            problems.add(new SchemaProblem(pointer, message));
        }
    }

    private void rows(Schema.RowBounds rows) {
        demand(rows.min() >= 0, "/rows/min", "the smallest number of rows is 0 or more");
        demand(rows.minRatio() >= 0 && rows.minRatio() <= 1, "/rows/minRatio", "the smallest ratio is 0 to 1");
        demand(
                rows.maxRatio() >= 1 && Double.isFinite(rows.maxRatio()),
                "/rows/maxRatio",
                "the largest ratio is 1 or more");
    }

    private void column(ColumnSchema column, String place) {
        demand(!column.name().isBlank(), place + "/name", "a column needs a name");
        var type = column.type();
        boolean number = type == ColumnType.INTEGER || type == ColumnType.DOUBLE;
        demand(
                column.negative() == null || number,
                place + "/negative",
                "only INTEGER and DOUBLE columns can be negative");
        if (column.range() != null) {
            demand(number, place + "/range", "only INTEGER and DOUBLE columns can have a range");
            range(column.range(), place + "/range");
        }
        if (column.domain() != null) {
            domain(column.domain(), type, place + "/domain");
        }
    }

    private void range(ColumnSchema.Range range, String place) {
        boolean finite = isFinite(range.min()) && isFinite(range.max());
        demand(finite, place, "min and max must be numbers that a column can have");
        demand(!finite || range.min().compareTo(range.max()) <= 0, place, "min must not be above max");
    }

    /** Whether a double can tell it from infinity: what has more digits takes memory and says nothing. */
    private static boolean isFinite(BigDecimal number) {
        return Math.abs((long) number.precision() - number.scale()) < LONGEST_NUMBER
                && Double.isFinite(number.doubleValue());
    }

    private void domain(ColumnSchema.Domain domain, @Nullable ColumnType type, String place) {
        demand(type == ColumnType.STRING, place, "only STRING columns can have a set of values");
        int values = domain.values().size();
        demand(
                values >= 1 && values <= MOST_VALUES,
                place + "/values",
                "a set has 1 to " + MOST_VALUES + " values, not " + values);
        var seen = new HashSet<String>();
        for (int i = 0; i < values; i++) {
            var value = domain.values().get(i);
            demand(!value.isEmpty(), place + "/values/" + i, "the empty text counts as missing and is no value");
            demand(seen.add(value), place + "/values/" + i, "the value stands twice in the set");
        }
    }
}
