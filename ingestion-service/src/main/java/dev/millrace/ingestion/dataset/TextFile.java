package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Sql;
import dev.millrace.ingestion.dataset.check.CheckedFile;
import dev.millrace.ingestion.dataset.check.TextColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * CSV or JSON lines. The file itself is not read again: the check has written its values as plain rows, and every type is
 * given, so that the engine guesses at nothing.
 *
 * @param rows in the form of the check
 */
record TextFile(Path rows, CheckedFile.Accepted checked) implements ReadableFile {

    private static final long LONGEST_LINE = 2 << 20;
    private static final long LINE_SLACK = 1024;

    @Override
    public Conversion conversion(Map<String, ColumnType> established) {
        var columns = new ArrayList<ConvertedColumn>();
        for (TextColumn column : checked.columns()) {
            columns.add(converted(column, established.get(column.name())).hasValues(column.hasValues()));
        }
        var types = columns.stream()
                .map(column -> ", " + Sql.literal(column.name()) + ": " + Sql.literal(readAs(column)))
                .collect(Collectors.joining("", "{" + Sql.literal(mark()) + ": 'VARCHAR'", "}"));
        return new Conversion(source(types), columns, checked.rows(), "FILE_UNREADABLE");
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(rows);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A name that no column has, for what stands at the beginning of each row. */
    private String mark() {
        int longest = checked.columns().stream()
                .mapToInt(column -> column.name().length())
                .max()
                .orElse(0);
        return "_".repeat(longest + 1);
    }

    private static ConvertedColumn converted(TextColumn column, @Nullable ColumnType established) {
        var type = column.type(established);
        return switch (type) {
            case TIMESTAMP ->
                column.zoned() ? ConvertedColumn.inUtc(column.name()) : ConvertedColumn.cast(column.name(), type);
            case DATE -> ConvertedColumn.cast(column.name(), type);
            case BOOLEAN, INTEGER, DOUBLE, STRING -> ConvertedColumn.asRead(column.name(), type);
        };
    }

    /** Dates and times are read as text and cast, because the cast takes every form that the check takes. */
    private static String readAs(ConvertedColumn column) {
        return switch (column.type()) {
            case DATE, TIMESTAMP -> ColumnType.STRING.sql();
            case BOOLEAN, INTEGER, DOUBLE, STRING -> column.type().sql();
        };
    }

    private String source(String types) {
        long line = Math.max(LONGEST_LINE, checked.longestRow() + LINE_SLACK);
        return "read_csv(" + Sql.literal(rows.toString())
                + ", auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"', new_line = '\\n',"
                + " nullstr = '', allow_quoted_nulls = false, max_line_size = " + line
                + ", null_padding = " + checked.ragged() + ", parallel = " + !checked.ragged()
                + ", columns = " + types + ")";
    }
}
