package dev.millrace.serving.prediction.web;

import dev.millrace.models.Binning;
import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.serving.prediction.InputTensors;
import dev.millrace.serving.prediction.ModelMetadata;
import dev.millrace.serving.prediction.Refusals;
import dev.millrace.serving.prediction.RowsBuilder;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the body of a request for predictions: {@code {"instances": [...]}} straight into columns, without a tree in between, or
 * {@code {"inputs": {...}}}, which are columns already.
 */
final class InstancesReader {

    private static final List<String> FIELDS = List.of("instances", "inputs", "signature_name", "parameters", "id");

    private static final Set<String> SIGNATURES = Set.of("", ModelMetadata.SIGNATURE);
    private static final String MISSING = "INSTANCES_MISSING";

    private final JsonParser json;
    private final RowsBuilder rows;
    private final int maxRows;

    InstancesReader(JsonParser json, RowsBuilder rows, int maxRows) {
        this.json = json;
        this.rows = rows;
        this.maxRows = maxRows;
    }

    /** How the rows came, and so how they are answered. */
    enum Form {
        ROWS,
        COLUMNS
    }

    Form read() {
        if (json.nextToken() == null) {
            throw Refusals.bad("BODY_EMPTY", "A body is required");
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Refusals.bad(MISSING, "The body is an object with the rows in the array instances");
        }
        Form found = null;
        int seen = 0;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            json.nextToken();
            seen = JsonTokens.once(seen, FIELDS, name);
            switch (name) {
                case "instances" -> {
                    alone(found);
                    instances();
                    found = Form.ROWS;
                }
                case "inputs" -> {
                    alone(found);
                    InputTensors.rows(new ColumnsReader(json, maxRows, rows::knows).read(), rows);
                    found = Form.COLUMNS;
                }
                case "signature_name" -> JsonTokens.signature(json, SIGNATURES);
                case "parameters", "id" -> json.skipChildren();
                default ->
                    throw Refusals.bad("UNKNOWN_FIELD", "The body has an unknown field")
                            .with("pointer", "/" + name);
            }
        }
        if (found == null) {
            throw Refusals.bad(MISSING, "The body has no array instances, nor an object inputs");
        }
        if (json.nextToken() != null) {
            throw Refusals.bad("JSON_MALFORMED", "Something follows the body's object");
        }
        return found;
    }

    private static void alone(@Nullable Form found) {
        if (found != null) {
            throw Refusals.bad("ROWS_AND_COLUMNS", "The rows are either in instances or in inputs, not in both");
        }
    }

    private void instances() {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw Refusals.bad(MISSING, "instances is an array of rows").with("pointer", "/instances");
        }
        for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            rows.startRow();
            switch (token) {
                case START_OBJECT -> object();
                case START_ARRAY -> array();
                default ->
                    throw Refusals.bad("ROW_FORM", "A row is an object by column name, or an array")
                            .with("row", rows.row());
            }
            rows.endRow();
        }
    }

    private void object() {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            int place = rows.place(json.currentName());
            json.nextToken();
            if (place == RowsBuilder.IGNORED) {
                json.skipChildren();
            } else {
                value(place);
            }
        }
    }

    private void array() {
        int place = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (place == rows.width()) {
                throw Refusals.width(rows.row(), rows.width(), place + 1);
            }
            rows.mark(place);
            value(place);
            place++;
        }
        if (place < rows.width()) {
            throw Refusals.width(rows.row(), rows.width(), place);
        }
    }

    private void value(int place) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            rows.missing(place);
            return;
        }
        switch (rows.feature(place).kind()) {
            case NUMBER -> number(place);
            case BOOLEAN -> truth(place);
            case TEXT -> text(place);
            case TIME -> time(place);
        }
    }

    private void number(int place) {
        switch (json.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> rows.number(place, json.getDoubleValue());
            case VALUE_STRING -> {
                if (JsonTokens.isNotFinite(json.getString())) {
                    rows.number(place, Double.NaN);
                } else if (!rows.number(place, json.getString())) {
                    throw wrong(place);
                }
            }
            default -> throw wrong(place);
        }
    }

    private void truth(int place) {
        switch (json.currentToken()) {
            case VALUE_TRUE -> rows.truth(place, true);
            case VALUE_FALSE -> rows.truth(place, false);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                double number = json.getDoubleValue();
                if (number != 0 && number != 1) {
                    throw wrong(place);
                }
                rows.truth(place, number == 1);
            }
            case VALUE_STRING -> {
                if (!rows.truth(place, json.getString())) {
                    throw wrong(place);
                }
            }
            default -> throw wrong(place);
        }
    }

    private void text(int place) {
        switch (json.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT -> rows.text(place, json.getString());
            case VALUE_NUMBER_FLOAT -> rows.text(place, spelled(place, json.getDoubleValue()));
            case START_OBJECT -> rows.text(place, bytes(place));
            default -> throw wrong(place);
        }
    }

    /** As every dialect spells it: 60601.0 is the category 60601. */
    private String spelled(int place, double number) {
        if (!Double.isFinite(number)) {
            throw Refusals.notFinite(rows.feature(place).name(), rows.row());
        }
        return Binning.category(number);
    }

    private void time(int place) {
        switch (json.currentToken()) {
            case VALUE_STRING -> rows.time(place, json.getString());
            case START_OBJECT -> rows.time(place, bytes(place));
            default -> throw wrong(place);
        }
    }

    private String bytes(int place) {
        return JsonTokens.base64(json).orElseThrow(() -> wrong(place));
    }

    private RuntimeException wrong(int place) {
        Feature feature = rows.feature(place);
        return Refusals.type(feature.name(), rows.row(), Refusals.expected(feature.kind()), JsonTokens.actual(json));
    }
}
