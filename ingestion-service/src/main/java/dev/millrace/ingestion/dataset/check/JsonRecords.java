package dev.millrace.ingestion.dataset.check;

import dev.millrace.ingestion.dataset.check.Findings.StopReading;
import dev.millrace.web.JsonProblems;
import dev.millrace.web.StrictJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Parses the objects of a JSON file, and hands their fields on as values. */
final class JsonRecords {

    private static final String NOT_FINITE =
            "JSON has no NaN and no infinity; write null where a value is missing, or send CSV";

    private final boolean flatten;
    private final CheckLimits limits;
    private final Findings findings;
    private final NamedValues values;
    private final JsonFactory factory = StrictJson.factory();
    private long mostBytes;

    JsonRecords(boolean flatten, CheckLimits limits, Findings findings, NamedValues values) {
        this.flatten = flatten;
        this.limits = limits;
        this.findings = findings;
        this.values = values;
    }

    void read(byte[] bytes, int from, int length, long row, long line, long offset) throws IOException, StopReading {
        values.begin(row, line, offset);
        mostBytes = Long.MAX_VALUE;
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), bytes, from, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw findings.stop(here("JSON_FORM", "Each line must be one JSON object", null));
            }
            fields(parser, "");
            if (parser.nextToken() != null) {
                findings.add(here("JSON_FORM", "A line has more than one JSON value", null));
            }
        } catch (JacksonException malformed) {
            findings.add(finding(malformed));
        }
        values.end();
    }

    /** Reads one element of an array, whose first token was read. */
    void element(JsonParser parser, long row) throws IOException, StopReading {
        var place = parser.currentTokenLocation();
        values.begin(row, place.getLineNr(), place.getByteOffset());
        mostBytes = place.getByteOffset() + limits.lineBytes();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw findings.stop(here("JSON_FORM", "Each element of the array must be an object", null));
        }
        fields(parser, "");
        values.end();
    }

    private void fields(JsonParser parser, String prefix) throws StopReading {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            value(parser, prefix + parser.currentName());
            if (parser.currentLocation().getByteOffset() > mostBytes) {
                throw findings.stop(
                        here("LINE_TOO_LONG", "An object is too long", null).limit(limits.lineBytes()));
            }
        }
    }

    /** For what cannot be read on from. */
    StopReading malformed(JacksonException malformed) {
        return findings.stop(finding(malformed));
    }

    private Finding finding(JacksonException malformed) {
        var problem = JsonProblems.of(malformed);
        var bytes = String.valueOf(malformed.getOriginalMessage()).contains("Invalid UTF-8");
        var code = bytes ? "ENCODING" : problem.code().equals("NUMBER_TOO_LONG") ? "NUMBER_RANGE" : problem.code();
        var place = malformed.getLocation();
        var notFinite = String.valueOf(malformed.getOriginalMessage()).startsWith("Non-standard token");
        return here(code, notFinite ? NOT_FINITE : String.valueOf(problem.getMessage()), null)
                .actual(place == null ? "" : "line " + place.getLineNr() + " column " + place.getColumnNr());
    }

    private void value(JsonParser parser, String name) throws StopReading {
        var token = parser.nextToken();
        if (token == JsonToken.START_OBJECT && flatten) {
            fields(parser, name + ".");
            return;
        }
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            parser.skipChildren();
            findings.add(here("TYPE_UNSUPPORTED", nested(token), name));
            return;
        }
        switch (token) {
            case VALUE_NULL -> values.missing(name);
            case VALUE_TRUE, VALUE_FALSE, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                values.typed(name, wholeZero(token, parser.getString()));
            default -> values.text(name, parser.getString());
        }
    }

    private String nested(JsonToken token) {
        return token == JsonToken.START_ARRAY
                ? "An array is not accepted as a value; where its elements are the rows, send that array alone"
                : "An object is not accepted as a value, unless nested objects are flattened (flatten)";
    }

    /** Whole numbers know no negative zero. */
    private static String wholeZero(JsonToken token, String text) {
        return token == JsonToken.VALUE_NUMBER_INT && text.equals("-0") ? "0" : text;
    }

    private Finding here(String code, String detail, @Nullable String column) {
        return values.here(code, detail, column);
    }
}
