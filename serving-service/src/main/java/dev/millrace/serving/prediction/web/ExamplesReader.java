package dev.millrace.serving.prediction.web;

import dev.millrace.serving.prediction.Elements;
import dev.millrace.serving.prediction.Refusals;
import dev.millrace.serving.prediction.RowsBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads TensorFlow Serving's body of a request to classify or regress: {@code examples}, and a {@code context} whose values hold for
 * every example that has none of its own. Values of columns that the model does not have may be anything.
 */
final class ExamplesReader {

    private static final List<String> FIELDS = List.of("signature_name", "context", "examples");

    private final JsonParser json;
    private final RowsBuilder rows;
    private final int maxRows;
    private final Set<String> signatures;
    private final Map<String, @Nullable Object> context = new LinkedHashMap<>();
    private final List<Map<String, @Nullable Object>> examples = new ArrayList<>();

    ExamplesReader(JsonParser json, RowsBuilder rows, int maxRows, Set<String> signatures) {
        this.json = json;
        this.rows = rows;
        this.maxRows = maxRows;
        this.signatures = signatures;
    }

    void read() {
        if (json.nextToken() == null) {
            throw Refusals.bad("BODY_EMPTY", "A body is required");
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw missing();
        }
        body();
        if (json.nextToken() != null) {
            throw Refusals.bad("JSON_MALFORMED", "Something follows the body's object");
        }
        examples.forEach(this::fill);
    }

    private void body() {
        boolean found = false;
        int seen = 0;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            json.nextToken();
            seen = JsonTokens.once(seen, FIELDS, name);
            switch (name) {
                case "signature_name" -> JsonTokens.signature(json, signatures);
                case "context" -> features("context", context);
                case "examples" -> {
                    examples();
                    found = true;
                }
                default ->
                    throw Refusals.bad("UNKNOWN_FIELD", "The body has an unknown field")
                            .with("pointer", "/" + name);
            }
        }
        if (!found) {
            throw missing();
        }
    }

    private static RuntimeException missing() {
        return Refusals.bad("EXAMPLES_MISSING", "The body is an object with the rows in the array examples");
    }

    private void examples() {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw missing();
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (examples.size() == maxRows) {
                throw Refusals.tooManyRows(maxRows);
            }
            var example = new LinkedHashMap<String, @Nullable Object>();
            features("example " + examples.size(), example);
            examples.add(example);
        }
    }

    private void features(String where, Map<String, @Nullable Object> features) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Refusals.bad("ROW_FORM", where + " is an object of values by column name");
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            json.nextToken();
            if (features.containsKey(name)) {
                throw Refusals.repeated(Refusals.shorten(name));
            }
            features.put(name, rows.knows(name) ? feature(where, name) : JsonTokens.skipped(json));
        }
    }

    /** A value, or a list of one, because a feature of an example is a list in TensorFlow. */
    private @Nullable Object feature(String where, String name) {
        var place = where + ", " + Refusals.shorten(name);
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return JsonTokens.valueOrBytes(json, place);
        }
        if (json.nextToken() == JsonToken.END_ARRAY) {
            return null;
        }
        var value = JsonTokens.valueOrBytes(json, place);
        if (json.nextToken() != JsonToken.END_ARRAY) {
            throw Refusals.shape(name, where + " has several values for it");
        }
        return value;
    }

    private void fill(Map<String, @Nullable Object> example) {
        rows.startRow();
        example.forEach((name, value) -> put(name, value));
        // What the model does not have is left out of the context for good, so that it costs once and not once a row.
        context.entrySet()
                .removeIf(shared -> !example.containsKey(shared.getKey()) && !put(shared.getKey(), shared.getValue()));
        rows.endRow();
    }

    /** Whether the model has the column. */
    private boolean put(String name, @Nullable Object value) {
        int place = rows.place(name);
        if (place == RowsBuilder.IGNORED) {
            return false;
        }
        Elements.put(value, null, place, rows);
        return true;
    }
}
