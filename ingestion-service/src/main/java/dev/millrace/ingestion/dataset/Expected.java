package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.Column;
import dev.millrace.web.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * What a producer says of a file's content. A file that is otherwise becomes no version.
 *
 * @param rows 0 where it does not say
 * @param columns all of them, in any order; empty where it does not say
 */
public record Expected(long rows, List<Column> columns) {

    public static final Expected NOTHING = new Expected(0, List.of());

    public Expected {
        columns = List.copyOf(columns);
    }

    /** @throws Problem with the first thing that is otherwise */
    void check(long actualRows, List<Column> actualColumns) {
        if (rows != 0 && rows != actualRows) {
            throw otherwise("ROWS_MISMATCH", "The file has %d rows, and %d are announced".formatted(actualRows, rows))
                    .with("expected", rows)
                    .with("actual", actualRows);
        }
        if (!columns.isEmpty()) {
            checkColumns(byName(actualColumns));
        }
    }

    private void checkColumns(Map<String, Column> actual) {
        for (Column column : columns) {
            var found = actual.remove(column.name());
            if (found == null) {
                throw mismatch(column.name(), "The file has no column '%s', and one is announced");
            }
            if (found.type() != column.type()) {
                throw mismatch(
                        column.name(),
                        "Column '%%s' is of type %s, and %s is announced".formatted(found.type(), column.type()));
            }
        }
        actual.keySet().stream().findFirst().ifPresent(more -> {
            throw mismatch(more, "The file has a column '%s', and none is announced");
        });
    }

    private static Map<String, Column> byName(List<Column> columns) {
        var byName = new LinkedHashMap<String, Column>();
        columns.forEach(column -> byName.put(column.name(), column));
        return byName;
    }

    private static Problem mismatch(String column, String sentence) {
        return otherwise("COLUMNS_MISMATCH", sentence.formatted(column)).with("column", column);
    }

    private static Problem otherwise(String code, String detail) {
        return new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                code,
                detail + ". Announce what the file has, or leave it out, or correct the file");
    }
}
