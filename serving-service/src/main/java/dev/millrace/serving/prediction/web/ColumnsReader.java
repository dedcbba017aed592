package dev.millrace.serving.prediction.web;

import dev.millrace.serving.prediction.InputTensor;
import dev.millrace.serving.prediction.Refusals;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads TensorFlow Serving's {@code inputs}: an object of columns, each a list of values or of lists of one value. Values of
 * columns that the model does not have may be anything.
 */
final class ColumnsReader {

    private final JsonParser json;
    private final int maxRows;
    private final Predicate<String> known;

    ColumnsReader(JsonParser json, int maxRows, Predicate<String> known) {
        this.json = json;
        this.maxRows = maxRows;
        this.known = known;
    }

    List<InputTensor> read() {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Refusals.bad("COLUMNS_FORM", "inputs is an object of columns by their names")
                    .with("pointer", "/inputs");
        }
        var columns = new ArrayList<InputTensor>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            json.nextToken();
            columns.add(InputTensor.untyped(name, column(name).toArray()));
        }
        return columns;
    }

    private List<@Nullable Object> column(String name) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw Refusals.shape(name, "a column is a list of values");
        }
        boolean matters = known.test(name);
        var values = new ArrayList<@Nullable Object>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (values.size() == maxRows) {
                throw Refusals.tooManyRows(maxRows);
            }
            values.add(matters ? value(name) : JsonTokens.skipped(json));
        }
        return values;
    }

    private @Nullable Object value(String name) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return JsonTokens.valueOrBytes(json, Refusals.shorten(name));
        }
        json.nextToken();
        if (json.currentToken() == JsonToken.START_ARRAY || json.currentToken() == JsonToken.END_ARRAY) {
            throw Refusals.shape(name, "a column has the shape [n] or [n,1]");
        }
        var value = JsonTokens.valueOrBytes(json, Refusals.shorten(name));
        if (json.nextToken() != JsonToken.END_ARRAY) {
            throw Refusals.shape(name, "a column has the shape [n] or [n,1]");
        }
        return value;
    }
}
