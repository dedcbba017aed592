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
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * CSV or JSON. The file itself is not read again: the check has written its values as rows, and every type is given, so that
 * the engine guesses at nothing. What stands at the beginning of each row is read as well, and left out.
 *
 * @param rows files that the check may have written its rows to
 * @param settings that the file was read with
 */
record TextFile(List<Path> rows, CheckedText text, CheckedFile.Accepted checked, FileSettings settings)
        implements ReadableFile {

    private static final long LONGEST_LINE = 2 << 20;

    /** DuckDB's own is 16 lines, which takes 200 MB more memory for a large file and no less time. */
    private static final long LINES_IN_BUFFER = 4;

    private static final long LINE_SLACK = 1024;

    @Override
    public Conversion conversion(Established established) {
        var understood = UnderstoodText.of(text, checked, settings, established.types(), established.habits());
        var columns = IntStream.range(0, understood.columns().size())
                .mapToObj(i -> converted(understood.columns().get(i), "c" + i))
                .toList();
        var types = IntStream.range(0, columns.size())
                .mapToObj(i -> ", c" + i + ": " + Sql.literal(readAs(columns.get(i))))
                .collect(Collectors.joining("", "{mark: 'VARCHAR'", "}"));
        var source = understood.needsWriting()
                ? source(text.rows().stream().map(TextFile::plain).toList(), written(understood), types)
                : source(text.rows(), checked.longestRow(), types);
        return new Conversion(
                source, columns, checked.rows(), "FILE_UNREADABLE", understood.reading(), understood.habits());
    }

    @Override
    public void close() {
        try {
            for (var each : rows) {
                Files.deleteIfExists(each);
                Files.deleteIfExists(plain(each));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The rows once more, with every value in plain writing. */
    private static Path plain(Path rows) {
        return rows.resolveSibling(rows.getFileName() + ".plain");
    }

    /** Answers the length of the longest row. */
    private long written(UnderstoodText understood) {
        return text.rows().stream()
                .mapToLong(each -> written(understood, each))
                .max()
                .orElse(0);
    }

    private static long written(UnderstoodText understood, Path rows) {
        try (var input = Files.newInputStream(rows);
                var output = Files.newOutputStream(plain(rows))) {
            return understood.write(input, output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ConvertedColumn converted(ChosenColumn column, String source) {
        var name = column.name();
        var type = column.type();
        var converted = switch (type) {
            case TIMESTAMP ->
                column.zoned() ? ConvertedColumn.inUtc(name, source) : ConvertedColumn.cast(name, source, type);
            case DATE -> ConvertedColumn.cast(name, source, type);
            case BOOLEAN, INTEGER, DOUBLE, STRING -> ConvertedColumn.asRead(name, source, type);
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

    private String source(List<Path> files, long longest, String types) {
        long line = Math.max(LONGEST_LINE, longest + LINE_SLACK);
        return "read_csv(" + Sql.files(files)
                + ", auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"', new_line = '\\n',"
                + " nullstr = '', allow_quoted_nulls = false, max_line_size = " + line
                + ", buffer_size = " + LINES_IN_BUFFER * line
                + ", null_padding = " + checked.ragged() + ", parallel = " + !checked.ragged()
                + ", columns = " + types + ")";
    }
}
