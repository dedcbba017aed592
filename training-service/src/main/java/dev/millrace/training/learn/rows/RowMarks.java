package dev.millrace.training.learn.rows;

import dev.millrace.models.LearnedRows;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How rows that a model was made of are known again in a later run: by all columns of then that had more than one value. */
public final class RowMarks {

    private RowMarks() {}

    /** @param made places of the rows that a model is made of */
    public static LearnedRows of(Table all, IntStream made) {
        var columns = all.columns().stream()
                .filter(column -> !column.derived() && varies(column, all.rows()))
                .toList();
        long[] hashes = RowHashes.of(new Table(all.rows(), columns));
        return LearnedRows.of(
                columns.stream()
                        .collect(Collectors.toMap(
                                RawColumn::name, column -> column.kind().name(), (first, _) -> first)),
                made.mapToLong(row -> hashes[row]).toArray());
    }

    private static boolean varies(RawColumn column, int rows) {
        return IntStream.range(1, rows).anyMatch(row -> differs(column, row));
    }

    /** From the first row. */
    private static boolean differs(RawColumn column, int row) {
        if (column.missing(row) || column.missing(0)) {
            return column.missing(row) != column.missing(0);
        }
        return column.isText()
                ? !column.text(row).equals(column.text(0))
                : Double.compare(column.number(row), column.number(0)) != 0;
    }

    /** Columns that rows are known again by and that these do not have, or as something else. */
    public static List<String> changed(LearnedRows learned, Table rows) {
        return learned.columns().entrySet().stream()
                .filter(column -> rows.column(column.getKey())
                        .filter(now -> now.kind().name().equals(column.getValue()))
                        .isEmpty())
                .map(Map.Entry::getKey)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** Places of the rows that a model was not made of; none of its columns may have changed. */
    public static int[] unseen(LearnedRows learned, Table rows) {
        var columns = learned.columns().keySet().stream()
                .flatMap(name -> rows.column(name).stream())
                .toList();
        long[] hashes = RowHashes.of(new Table(rows.rows(), columns));
        var seen = learned.contains();
        return IntStream.range(0, hashes.length)
                .filter(row -> !seen.test(hashes[row]))
                .toArray();
    }
}
