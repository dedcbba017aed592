package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.ingestion.dataset.check.Findings.StopReading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the values of records that name their fields: learns the columns in the order in which they first appear, counts what
 * the values look like, and hands them on.
 */
final class NamedValues {

    private final CheckLimits limits;
    private final Findings findings;
    private final CellReader cells;
    private final RowTarget target;
    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private final List<ColumnTally> tallies = new ArrayList<>();
    private byte[] @Nullable [] values = new byte[16][];
    private int[] codes = new int[16];
    private long row;
    private long line;
    private long offset;

    NamedValues(CheckLimits limits, Findings findings, CellReader cells, RowTarget target) {
        this.limits = limits;
        this.findings = findings;
        this.cells = cells;
        this.target = target;
    }

    void begin(long row, long line, long offset) {
        this.row = row;
        this.line = line;
        this.offset = offset;
    }

    void missing(String name) throws StopReading {
        column(name);
    }

    /** A number or a truth value. */
    void typed(String name, String text) throws StopReading {
        int column = column(name);
        int code = put(name, column, text);
        tallies.get(column).typed();
        if (code == Cells.NOT_FINITE && Character.isDigit(text.charAt(text.length() - 1))) {
            findings.add(here("NUMBER_RANGE", "A number is beyond what a double holds", name)
                    .showing(text));
        }
    }

    void text(String name, String text) throws StopReading {
        put(name, column(name), text);
        checkCharacters(text, name);
    }

    void end() {
        for (int i = 0; i < positions.size(); i++) {
            var value = values[i];
            if (value == null) {
                target.missing(i);
            } else {
                target.cell(i, codes[i], value, 0, value.length);
            }
            values[i] = null;
        }
        if (findings.isEmpty()) {
            target.endRow(positions.size());
        }
    }

    CheckedFile.Accepted accepted(long count) {
        var columns = positions.entrySet().stream()
                .map(entry -> new TextColumn(entry.getKey(), tallies.get(entry.getValue()), false, true))
                .toList();
        return new CheckedFile.Accepted(columns, count, 0, 0, null);
    }

    /** A finding at the current record. */
    Finding here(String code, String detail, @Nullable String column) {
        return Finding.of(code, detail).at(row, line, offset).in(column);
    }

    private int put(String name, int column, String text) {
        if (values[column] != null) {
            findings.add(here("HEADER_DUPLICATE", "A field of a nested object has the name of another column", name));
        }
        var value = text.getBytes(UTF_8);
        int code = cells.read(value, 0, value.length);
        tallies.get(column).add(code, row, value, 0, value.length);
        values[column] = value;
        codes[column] = code;
        return code;
    }

    private int column(String name) throws StopReading {
        var position = positions.get(name);
        if (position != null) {
            return position;
        }
        int next = positions.size();
        check(name);
        positions.put(name, next);
        tallies.add(new ColumnTally());
        if (next == values.length) {
            values = Arrays.copyOf(values, 2 * next);
            codes = Arrays.copyOf(codes, 2 * next);
        }
        return next;
    }

    private void check(String name) throws StopReading {
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
}
