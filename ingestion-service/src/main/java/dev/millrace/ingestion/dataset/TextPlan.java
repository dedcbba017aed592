package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Sql;
import dev.millrace.ingestion.dataset.check.CheckedFile;
import dev.millrace.ingestion.dataset.check.ColumnProfile;
import dev.millrace.ingestion.dataset.check.FileFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** CSV and JSON lines: every type is given, so that the engine guesses at nothing. */
record TextPlan(FileFormat format, Path file, CheckedFile.Accepted checked) implements Plan {

    private static final long LONGEST_LINE = 2 << 20;
    private static final long LINE_SLACK = 1024;

    @Override
    public Conversion conversion(Map<String, ColumnType> established) {
        var columns = new ArrayList<PlannedColumn>();
        for (ColumnProfile column : checked.columns()) {
            columns.add(planned(column, established.get(column.name())).hasValues(column.hasValues()));
        }
        var types = columns.stream()
                .map(column -> Sql.literal(column.name()) + ": " + Sql.literal(readAs(column)))
                .collect(Collectors.joining(", ", "{", "}"));
        return new Conversion(source(types), columns, checked.rows(), "FILE_UNREADABLE");
    }

    private PlannedColumn planned(ColumnProfile column, @Nullable ColumnType established) {
        var type = column.type(established);
        return switch (type) {
            case TIMESTAMP ->
                column.zoned() ? PlannedColumn.inUtc(column.name()) : PlannedColumn.cast(column.name(), type);
            case DATE -> PlannedColumn.cast(column.name(), type);
            case BOOLEAN, INTEGER, DOUBLE, STRING -> PlannedColumn.asRead(column.name(), type);
        };
    }

    /** Dates and times are cast by us, the same for both formats. */
    private static String readAs(PlannedColumn column) {
        return switch (column.type()) {
            case DATE, TIMESTAMP -> ColumnType.STRING.sql();
            case BOOLEAN, INTEGER, DOUBLE, STRING -> column.type().sql();
        };
    }

    private String source(String types) {
        var path = Sql.literal(file.toString());
        long line = Math.max(LONGEST_LINE, checked.longestLine() + LINE_SLACK);
        return switch (format) {
            case CSV ->
                "read_csv(" + path + ", auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"',"
                        + " nullstr = '', max_line_size = " + line + ", strict_mode = " + !checked.mixedLineEnds()
                        + ", columns = " + types + ")";
            case JSON_LINES ->
                "read_json(" + path + ", auto_detect = false, format = 'newline_delimited', maximum_object_size = "
                        + line * 2 + ", columns = " + types + ")";
            case PARQUET -> throw new IllegalStateException("Parquet has types of its own");
        };
    }
}
