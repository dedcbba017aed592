package dev.millrace.ingestion.dataset.web;

import dev.millrace.datasets.ColumnType;
import dev.millrace.ingestion.dataset.check.Dialect;
import dev.millrace.ingestion.dataset.check.Encodings;
import dev.millrace.ingestion.dataset.check.FileSettings;
import dev.millrace.values.DateOrder;
import dev.millrace.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Settings as a person sends them; what is left out is worked out for each file. */
record SettingsBody(
        @Nullable String delimiter,
        @Nullable String quote,
        @Nullable String encoding,
        @Nullable String decimal,
        @Nullable String dateOrder,
        @Nullable List<String> missing,
        @Nullable List<String> notMissing,
        @Nullable Map<String, ColumnType> types,
        @Nullable Boolean flatten) {

    private static final int MOST = 1_000;
    private static final int LONGEST = 100;

    FileSettings settings() {
        oneOf("quote", quote, List.of("\"", "'", Dialect.ESCAPED_QUOTE, Dialect.NO_QUOTE));
        oneOf("decimal", decimal, List.of(".", ","));
        oneOf("encoding", encoding, Encodings.NAMES);
        oneOf(
                "dateOrder",
                dateOrder,
                Stream.of(DateOrder.values()).map(DateOrder::label).toList());
        if (delimiter != null && !isDelimiter(delimiter)) {
            throw problem("delimiter", "delimiter is one character that is no letter, digit, quote or line end");
        }
        return new FileSettings(
                delimiter,
                quote,
                encoding,
                decimal,
                dateOrder,
                texts("missing", missing),
                texts("notMissing", notMissing),
                given(),
                Boolean.TRUE.equals(flatten));
    }

    private Map<String, ColumnType> given() {
        var given = Objects.requireNonNullElse(types, Map.<String, ColumnType>of());
        if (given.size() > MOST || given.values().stream().anyMatch(Objects::isNull)) {
            throw problem("types", "types has at most 1000 columns, each with a type");
        }
        return given;
    }

    private static boolean isDelimiter(String text) {
        return text.length() == 1
                && (text.equals("\t") || (text.charAt(0) >= ' ' && text.charAt(0) <= '~'))
                && !Character.isLetterOrDigit(text.charAt(0))
                && "\"'.-".indexOf(text.charAt(0)) < 0;
    }

    private static void oneOf(String name, @Nullable String value, List<String> allowed) {
        if (value != null && !allowed.contains(value)) {
            throw problem(name, name + " is one of " + String.join(" ", allowed));
        }
    }

    private static List<String> texts(String name, @Nullable List<String> texts) {
        var given = Objects.requireNonNullElse(texts, List.<String>of());
        if (given.size() > MOST || given.stream().anyMatch(text -> text == null || text.length() > LONGEST)) {
            throw problem(name, name + " has at most 1000 texts of at most 100 characters");
        }
        return given;
    }

    private static Problem problem(String pointer, String detail) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "SETTING", detail).with("pointer", pointer);
    }
}
