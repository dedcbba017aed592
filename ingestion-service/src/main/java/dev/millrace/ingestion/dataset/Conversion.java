package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.Sql;
import dev.millrace.datasets.StoredNames;
import dev.millrace.ingestion.dataset.check.Habits;
import dev.millrace.ingestion.dataset.check.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a checked file becomes Parquet.
 *
 * @param source in SQL, what reads the file
 * @param rows that must come out
 * @param faultCode what is wrong with the file where the engine cannot read it all the same
 * @param reading how the file was understood
 * @param habits that the dataset has after this file
 */
record Conversion(
        String source, List<ConvertedColumn> columns, long rows, String faultCode, Reading reading, Habits habits) {

    Conversion {
        columns = List.copyOf(columns);
    }

    List<Column> stored() {
        return columns.stream().map(ConvertedColumn::column).toList();
    }

    /** The columns whose types this version establishes, where no earlier one did. */
    List<Column> withValues() {
        return columns.stream()
                .filter(ConvertedColumn::hasValues)
                .map(ConvertedColumn::column)
                .toList();
    }

    String into(Path target) {
        var names = StoredNames.of(columns.stream().map(ConvertedColumn::name).toList());
        var selected = IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).selectedAs(names.get(i)))
                .collect(Collectors.joining(", "));
        return "COPY (SELECT " + selected + " FROM " + source + ") TO " + Sql.literal(target.toString())
                + " (FORMAT parquet, COMPRESSION zstd)";
    }
}
