package dev.millrace.ingestion.dataset.check;

import dev.millrace.datasets.ColumnType;
import dev.millrace.values.DateOrder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person has said about a dataset's files. What is null or empty is worked out for each file.
 *
 * @param delimiter one character between the fields of CSV
 * @param quote a double or single quotation mark around fields of CSV, {@link Dialect#ESCAPED_QUOTE} or {@link Dialect#NO_QUOTE}
 * @param encoding of text files, one of {@link Encodings#NAMES}
 * @param decimal mark of numbers that are written as text, a point or a comma
 * @param dateOrder whether day or month comes first, one of {@link DateOrder#label()}
 * @param missing texts that mean a missing value, beside the usual ones
 * @param notMissing texts that are values, although they usually mean a missing one
 * @param types of columns, whatever their values look like
 * @param flatten whether the fields of nested objects become columns
 */
public record FileSettings(
        @Nullable String delimiter,
        @Nullable String quote,
        @Nullable String encoding,
        @Nullable String decimal,
        @Nullable String dateOrder,
        List<String> missing,
        List<String> notMissing,
        Map<String, ColumnType> types,
        boolean flatten) {

    /** Nothing has been said. */
    public static final FileSettings NONE =
            new FileSettings(null, null, null, null, null, List.of(), List.of(), Map.of(), false);

    public FileSettings {
        missing = List.copyOf(missing);
        notMissing = List.copyOf(notMissing);
        types = Map.copyOf(types);
    }

    /** The same with another quote. */
    FileSettings quoting(String mark) {
        return new FileSettings(delimiter, mark, encoding, decimal, dateOrder, missing, notMissing, types, flatten);
    }

    /** The same, with nested objects flattened where either wants it. */
    public FileSettings flattening(boolean wanted) {
        return new FileSettings(
                delimiter, quote, encoding, decimal, dateOrder, missing, notMissing, types, flatten || wanted);
    }
}
