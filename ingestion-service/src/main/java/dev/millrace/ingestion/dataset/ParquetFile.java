package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Sql;
import dev.millrace.datasets.StoredNames;
import dev.millrace.ingestion.dataset.EstablishedColumns.Established;
import dev.millrace.ingestion.dataset.check.Finding;
import dev.millrace.ingestion.dataset.check.ParquetSchema;
import dev.millrace.ingestion.dataset.check.Reading;
import dev.millrace.ingestion.dataset.check.Reading.ReadColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Parquet file, which says its own types; they are widened to ours, and to those that the dataset has. */
record ParquetFile(
        String source, List<ParquetColumn> columns, List<Finding> unsupported, long rows, List<ReadColumn> told)
        implements ReadableFile {

    private static final int EXACT_DIGITS = 15;
    private static final int LONG_DIGITS = 18;

    ParquetFile {
        columns = List.copyOf(columns);
        unsupported = List.copyOf(unsupported);
        told = List.copyOf(told);
    }

    static ParquetFile of(Path file, DatasetSession session) {
        var schema = ParquetSchema.of(file, session);
        var selected = IntStream.range(0, schema.leaves().size())
                .mapToObj(i -> schema.leaves().get(i).expression() + " AS " + source(i))
                .collect(Collectors.joining(", "));
        var source = "(SELECT " + selected + " FROM " + schema.source(file) + ")";
        var types = new ArrayList<String>();
        session.query("DESCRIBE SELECT * FROM " + source, row -> types.add(row.getString("column_type")));
        var columns = new ArrayList<ConvertedColumn>();
        var unsupported = new ArrayList<Finding>();
        var told = new ArrayList<ReadColumn>();
        for (int i = 0; i < types.size(); i++) {
            var name = schema.leaves().get(i).name();
            var type = types.get(i);
            var converted = type.equals("UBIGINT")
                    ? Optional.of(unsigned(name, source(i), source, session))
                    : converted(name, source(i), type);
            converted.ifPresentOrElse(columns::add, () -> unsupported.add(unsupported(name, type)));
            int digits = schema.leaves().get(i).digits();
            converted.flatMap(column -> told(column, type, digits)).ifPresent(told::add);
        }
        var rows = new long[1];
        session.query(
                "SELECT num_rows FROM parquet_file_metadata(" + Sql.literal(file.toString()) + ")",
                row -> rows[0] = row.getLong(1));
        return new ParquetFile(source, asked(columns, source, session), unsupported, rows[0], told);
    }

    private static String source(int column) {
        return "c" + column;
    }

    /** Whole numbers that a signed one cannot hold keep their digits as text. */
    private static ConvertedColumn unsigned(String name, String column, String source, DatasetSession session) {
        var large = new boolean[1];
        session.query(
                "SELECT coalesce(max(" + column + "), 0) > " + Long.MAX_VALUE + " FROM " + source,
                row -> large[0] = row.getBoolean(1));
        return ConvertedColumn.cast(name, column, large[0] ? ColumnType.STRING : ColumnType.INTEGER);
    }

    private static Finding unsupported(String name, String type) {
        var detail = type.equals("BLOB")
                ? "Bytes are not accepted as a value; write texts or numbers"
                : "The column's type is not accepted; write numbers, texts, dates or times";
        return Finding.of("TYPE_UNSUPPORTED", detail).in(name).actual(type);
    }

    /** What a person may want to know of a column whose type is not one of ours. */
    private static Optional<ReadColumn> told(ConvertedColumn column, String type, int digits) {
        var detail = type.equals("UBIGINT") && column.type() == ColumnType.STRING
                ? "Whole numbers of more than 63 bits are kept as text, with all their digits"
                : digits > EXACT_DIGITS && column.type() == ColumnType.DOUBLE
                        ? "A decimal of up to %d digits is stored as a real number, which keeps about 16; write it as text to keep them all"
                                .formatted(digits)
                        : "";
        return detail.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReadColumn(
                        column.name(),
                        column.type(),
                        "",
                        0,
                        0,
                        List.of(),
                        List.of(new Reading.Note("TOO_LARGE", detail))));
    }

    @Override
    public Converted convert(Established established, Supplier<PartDrafts> drafts) {
        var converted = columns.stream()
                .map(column ->
                        column.converted(established.types().get(column.own().name())))
                .toList();
        var names = StoredNames.of(converted.stream().map(ConvertedColumn::name).toList());
        var selected = IntStream.range(0, converted.size())
                .mapToObj(i -> converted.get(i).selectedAs(names.get(i)))
                .collect(Collectors.joining(", "));
        try (var parts = drafts.get()) {
            parts.write("SELECT " + selected + " FROM " + source);
            return new Converted(
                    parts.commit(rows),
                    converted.stream().map(ConvertedColumn::column).toList(),
                    converted.stream()
                            .filter(ConvertedColumn::hasValues)
                            .map(ConvertedColumn::column)
                            .toList(),
                    Reading.ofTyped(told),
                    established.habits());
        }
    }

    @Override
    public String faultCode() {
        return "PARQUET_CORRUPT";
    }

    private static List<ParquetColumn> asked(List<ConvertedColumn> columns, String source, DatasetSession session) {
        var asked = new ArrayList<ParquetColumn>();
        if (columns.isEmpty()) {
            return asked;
        }
        var questions = columns.stream().map(ParquetColumn::question).collect(Collectors.joining(", "));
        session.query("SELECT " + questions + " FROM " + source, answer -> {
            for (ConvertedColumn column : columns) {
                asked.add(ParquetColumn.of(column, answer, 2 * asked.size() + 1));
            }
        });
        return asked;
    }

    private static Optional<ConvertedColumn> converted(String name, String source, String type) {
        return switch (type) {
            case "BOOLEAN" -> Optional.of(ConvertedColumn.asRead(name, source, ColumnType.BOOLEAN));
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" ->
                Optional.of(ConvertedColumn.cast(name, source, ColumnType.INTEGER));
            case "FLOAT", "DOUBLE" -> Optional.of(ConvertedColumn.cast(name, source, ColumnType.DOUBLE));
            case "\"NULL\"", "VARCHAR", "UUID", "JSON", "TIME", "TIME_NS", "TIME WITH TIME ZONE" ->
                Optional.of(ConvertedColumn.cast(name, source, ColumnType.STRING));
            case "DATE" -> Optional.of(ConvertedColumn.asRead(name, source, ColumnType.DATE));
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
                Optional.of(ConvertedColumn.cast(name, source, ColumnType.TIMESTAMP));
            case "TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ_NS" -> Optional.of(ConvertedColumn.inUtc(name, source));
            default -> decimal(name, source, type);
        };
    }

    private static Optional<ConvertedColumn> decimal(String name, String source, String type) {
        if (type.startsWith("ENUM(")) {
            return Optional.of(ConvertedColumn.cast(name, source, ColumnType.STRING));
        }
        if (!type.startsWith("DECIMAL(")) {
            return Optional.empty();
        }
        boolean whole = type.endsWith(",0)") && digits(type) <= LONG_DIGITS;
        return Optional.of(ConvertedColumn.cast(name, source, whole ? ColumnType.INTEGER : ColumnType.DOUBLE));
    }

    private static int digits(String decimal) {
        return Integer.parseInt(decimal.substring("DECIMAL(".length(), decimal.indexOf(',')));
    }
}
