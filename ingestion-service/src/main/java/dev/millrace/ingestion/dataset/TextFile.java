package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Sql;
import dev.millrace.ingestion.dataset.EstablishedColumns.Established;
import dev.millrace.ingestion.dataset.check.CheckedFile;
import dev.millrace.ingestion.dataset.check.ChosenColumn;
import dev.millrace.ingestion.dataset.check.FileSettings;
import dev.millrace.ingestion.dataset.check.TextCheck.CheckedText;
import dev.millrace.ingestion.dataset.check.UnderstoodText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * CSV or JSON. The file itself is not read again: the check has written its values as rows, and every type is given, so that
 * the engine guesses at nothing.
 *
 * @param rows in the form of the check
 * @param settings that the file was read with
 */
record TextFile(Path rows, CheckedText text, CheckedFile.Accepted checked, FileSettings settings)
        implements ReadableFile {

    private static final long LONGEST_LINE = 2 << 20;
    private static final long LINE_SLACK = 1024;

    @Override
    public Conversion conversion(Established established) {
        var understood = UnderstoodText.of(text, checked, settings, established.types(), established.habits());
        var columns = understood.columns().stream().map(TextFile::converted).toList();
        var types = columns.stream()
                .map(column -> ", " + Sql.literal(column.name()) + ": " + Sql.literal(readAs(column)))
                .collect(Collectors.joining("", "{" + Sql.literal(mark()) + ": 'VARCHAR'", "}"));
        var source = understood.needsWriting()
                ? source(plain(), written(understood), types)
                : source(rows, checked.longestRow(), types);
        return new Conversion(
                source, columns, checked.rows(), "FILE_UNREADABLE", understood.reading(), understood.habits());
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(rows);
            Files.deleteIfExists(plain());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The rows once more, with every value in plain writing. */
    private Path plain() {
        return rows.resolveSibling(rows.getFileName() + ".plain");
    }

    private long written(UnderstoodText understood) {
        try (var input = Files.newInputStream(rows);
                var output = Files.newOutputStream(plain())) {
            return understood.write(input, output);
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

    private static ConvertedColumn converted(ChosenColumn column) {
        var type = column.type();
        var converted = switch (type) {
            case TIMESTAMP ->
                column.zoned() ? ConvertedColumn.inUtc(column.name()) : ConvertedColumn.cast(column.name(), type);
            case DATE -> ConvertedColumn.cast(column.name(), type);
            case BOOLEAN, INTEGER, DOUBLE, STRING -> ConvertedColumn.asRead(column.name(), type);
        };
        return converted.hasValues(column.column().hasValues());
    }

    /** Dates and times are read as text and cast, because the cast takes every form that the check takes. */
    private static String readAs(ConvertedColumn column) {
        return switch (column.type()) {
            case DATE, TIMESTAMP -> ColumnType.STRING.sql();
            case BOOLEAN, INTEGER, DOUBLE, STRING -> column.type().sql();
        };
    }

    private String source(Path file, long longest, String types) {
        long line = Math.max(LONGEST_LINE, longest + LINE_SLACK);
        return "read_csv(" + Sql.literal(file.toString())
                + ", auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"', new_line = '\\n',"
                + " nullstr = '', allow_quoted_nulls = false, max_line_size = " + line
                + ", null_padding = " + checked.ragged() + ", parallel = " + !checked.ragged()
                + ", columns = " + types + ")";
    }
}
