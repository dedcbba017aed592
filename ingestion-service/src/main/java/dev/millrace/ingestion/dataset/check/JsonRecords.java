package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.ingestion.dataset.check.Findings.StopReading;
import dev.millrace.web.JsonProblems;
import dev.millrace.web.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Parses the lines of a JSON file, learns the columns in the order in which they first appear, and hands the values on. */
final class JsonRecords {

    private final boolean flatten;
    private final CheckLimits limits;
    private final Findings findings;
    private final CellReader cells;
    private final RowsWriter rows;
    private final JsonFactory factory = StrictJson.factory();
    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private final Map<String, String> spellings = new TreeMap<>();

    private long row;
    private long line;
    private long offset;
    private final List<ColumnTally> tallies = new ArrayList<>();
    private byte[] @Nullable [] values = new byte[16][];
    private boolean ragged;

    JsonRecords(boolean flatten, CheckLimits limits, Findings findings, CellReader cells, RowsWriter rows) {
        this.flatten = flatten;
        this.limits = limits;
        this.findings = findings;
        this.cells = cells;
        this.rows = rows;
    }

    CheckedFile.Accepted accepted(long count) {
        var columns = positions.entrySet().stream()
                .map(entry -> new TextColumn(entry.getKey(), tallies.get(entry.getValue()), false, true))
                .toList();
        return new CheckedFile.Accepted(columns, count, rows.longestRow(), ragged);
    }

    void finish() throws IOException {
        rows.flush();
    }

    void read(byte[] bytes, int from, int length, long row, long line, long offset) throws IOException, StopReading {
        this.row = row;
        this.line = line;
        this.offset = offset;
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
        write();
    }

    /** Reads one element of an array, whose first token was read. */
    void element(JsonParser parser, long row) throws IOException, StopReading {
        var place = parser.currentTokenLocation();
        this.row = row;
        this.line = place.getLineNr();
        this.offset = place.getByteOffset();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw findings.stop(here("JSON_FORM", "Each element of the array must be an object", null));
        }
        fields(parser, "");
        write();
    }

    private void fields(JsonParser parser, String prefix) throws StopReading {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            value(parser, prefix + parser.currentName());
            if (parser.currentLocation().getByteOffset() - offset > limits.lineBytes() && offset > 0) {
                throw findings.stop(
                        here("LINE_TOO_LONG", "An object is too long", null).limit(limits.lineBytes()));
            }
        }
    }

    private void write() throws IOException {
        rows.beginRow();
        for (int i = 0; i < positions.size(); i++) {
            var value = values[i];
            if (value == null) {
                rows.missing();
            } else {
                rows.text(value, 0, value.length);
            }
            values[i] = null;
        }
        rows.endRow();
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
        return here(code, String.valueOf(problem.getMessage()), null)
                .actual(place == null ? "" : "line " + place.getLineNr() + " column " + place.getColumnNr());
    }

    private void value(JsonParser parser, String name) throws StopReading {
        var token = parser.nextToken();
        if (token == JsonToken.START_OBJECT && flatten) {
            fields(parser, name + ".");
            return;
        }
        int column = column(name);
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            parser.skipChildren();
            findings.add(here("TYPE_UNSUPPORTED", nested(token), name));
            return;
        }
        if (values[column] != null) {
            findings.add(here("HEADER_DUPLICATE", "A field of a nested object has the name of another column", name));
        }
        var text = wholeZero(token, parser.getString());
        var value = text.getBytes(UTF_8);
        int code = cells.read(value, 0, value.length);
        tallies.get(column).add(code, row, value, 0, value.length);
        switch (token) {
            case VALUE_TRUE, VALUE_FALSE -> tallies.get(column).typed();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                tallies.get(column).typed();
                number(code, text, name);
            }
            default -> checkCharacters(text, name);
        }
        values[column] = value;
    }

    private String nested(JsonToken token) {
        return token == JsonToken.START_ARRAY
                ? "An array is not accepted as a value"
                : "An object is not accepted as a value, unless nested objects are flattened (flatten)";
    }

    /** Whole numbers know no negative zero. */
    private static String wholeZero(JsonToken token, String text) {
        return token == JsonToken.VALUE_NUMBER_INT && text.equals("-0") ? "0" : text;
    }

    private int column(String name) throws StopReading {
        var position = positions.get(name);
        if (position != null) {
            return position;
        }
        int next = positions.size();
        newColumn(name);
        positions.put(name, next);
        ragged |= row > 1;
        tallies.add(new ColumnTally());
        if (next == values.length) {
            values = Arrays.copyOf(values, 2 * next);
        }
        return next;
    }

    private void number(int code, String text, String name) {
        if (code == Cells.NOT_FINITE) {
            findings.add(here("NUMBER_RANGE", "A number is beyond what a double holds", name)
                    .showing(text));
        }
    }

    private void newColumn(String name) throws StopReading {
        if (positions.size() == limits.columns()) {
            throw findings.stop(here("TOO_MANY_COLUMNS", "The file has too many columns", name)
                    .limit(limits.columns()));
        }
        checkCharacters(name, name);
        int length = name.getBytes(UTF_8).length;
        if (length > limits.nameBytes()) {
            findings.add(here("HEADER_TOO_LONG", "A key is too long", name)
                    .limit(limits.nameBytes())
                    .actual(length));
        }
        if (name.isBlank()) {
            findings.add(here("HEADER_EMPTY", "A key is empty", null));
        }
        var other = spellings.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
        if (other != null) {
            findings.add(here("HEADER_DUPLICATE", "Two keys differ only by upper and lower case", name)
                    .actual(other));
        }
    }

    private void checkCharacters(String text, String name) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                findings.add(here("CONTROL_CHARACTER", "A NUL character", name));
            } else if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    findings.add(here("ENCODING", "Half a surrogate pair", name));
                    return;
                }
                i++;
            }
        }
    }

    private Finding here(String code, String detail, @Nullable String column) {
        return Finding.of(code, detail).at(row, line, offset).in(column);
    }
}
