package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.ingestion.dataset.check.Findings.StopReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts rows and lines, holds every record against the header, learns what each column's values look like, and hands them on. */
final class CsvRecords {

    private final Dialect dialect;
    private final CheckLimits limits;
    private final Findings findings;
    private final CellReader cells;
    private final RowsWriter rows;
    private final List<String> names = new ArrayList<>();
    private final Set<Integer> unnamed = new HashSet<>();
    private ColumnTally[] tallies = {};

    private long row;
    private long line = 1;
    private long recordLine = 1;
    private long fieldLine = 1;
    private long start;
    private int column;
    private long blankLine;
    private boolean blank;
    private boolean begun;

    CsvRecords(Dialect dialect, CheckLimits limits, Findings findings, CellReader cells, RowsWriter rows) {
        this.dialect = dialect;
        this.limits = limits;
        this.findings = findings;
        this.cells = cells;
        this.rows = rows;
    }

    void begin(long offset) {
        start = offset;
    }

    boolean inHeader() {
        return row == 0;
    }

    void beginField() {
        fieldLine = line;
    }

    boolean atStart() {
        return column == 0;
    }

    long start() {
        return start;
    }

    long lengthAt(long offset) {
        return offset - start;
    }

    void lineEnd() {
        line++;
    }

    /**
     * @param quoted whether the value stood in quotes, which are not part of it; quotes inside are doubled then
     * @param quoteInside whether a value that did not stand in quotes has any
     */
    void field(byte[] bytes, int from, int to, boolean quoted, boolean quoteInside, long offset)
            throws IOException, StopReading {
        blank = column == 0 && !quoted && from == to;
        if (row == 0) {
            name(bytes, from, to, quoted, offset);
        } else {
            value(bytes, from, to, quoted, quoteInside);
        }
        column++;
    }

    private void value(byte[] bytes, int from, int to, boolean quoted, boolean quoteInside) throws IOException {
        if (blank) {
            return;
        }
        begin();
        if (from == to || isMissing(bytes, from, to)) {
            rows.missing();
        } else if (dialect.quote() != '"' && quoted) {
            unquoted(new String(bytes, from, to - from, UTF_8));
        } else if (quoted) {
            rows.quoted(bytes, from, to);
        } else if (quoteInside || dialect.delimiter() != ',' || dialect.quote() != '"') {
            rows.text(bytes, from, to);
        } else {
            rows.plain(bytes, from, to);
        }
    }

    private void unquoted(String text) throws IOException {
        var mark = String.valueOf(dialect.quote());
        var value = text.replace(mark + mark, mark).getBytes(UTF_8);
        rows.text(value, 0, value.length);
    }

    /** Counts the cell; whether its text means a missing value in every column. */
    private boolean isMissing(byte[] bytes, int from, int to) {
        if (column >= tallies.length) {
            return false;
        }
        int code = cells.read(bytes, from, to);
        tallies[column].add(code, row, bytes, from, to);
        return Cells.isMissing(code) && cells.missing().anywhere(Cells.missingPosition(code));
    }

    /** What begins with nothing is a row only if it goes on, or has but one column. */
    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            rows.beginRow();
            if (column > 0 || blank) {
                rows.missing();
            }
        }
    }

    void end(long offset) throws IOException, StopReading {
        if (offset - start > limits.lineBytes()) {
            throw findings.stop(
                    here("LINE_TOO_LONG", "A record is too long", start).limit(limits.lineBytes()));
        }
        if (row == 0) {
            header();
        } else if (blank && column == 1 && names.size() > 1) {
            row--;
            blankLine = blankLine == 0 ? recordLine : blankLine;
        } else {
            record();
        }
        row++;
        column = 0;
        start = offset;
        recordLine = line;
    }

    void finish() throws IOException, StopReading {
        rows.flush();
        if (row <= 1 && findings.isEmpty()) {
            throw findings.stop(Finding.of("NO_ROWS", "The file has a header and no rows"));
        }
    }

    CheckedFile.Accepted accepted() {
        var columns = new ArrayList<TextColumn>();
        for (int i = 0; i < tallies.length; i++) {
            columns.add(new TextColumn(names.get(i), tallies[i], unnamed.contains(i), false));
        }
        return new CheckedFile.Accepted(columns, row - 1, rows.longestRow(), false);
    }

    /** A finding at the current field. */
    Finding here(String code, String detail, long offset) {
        var name = column < names.size() ? names.get(column) : String.valueOf(column + 1);
        return Finding.of(code, detail).at(row, fieldLine, offset).in(name);
    }

    private void record() throws IOException {
        begin();
        rows.endRow();
        begun = false;
        if (blankLine != 0) {
            findings.add(Finding.of("FIELD_COUNT", "An empty line among the rows")
                    .at(row, blankLine, start)
                    .limit(names.size())
                    .actual(0));
            blankLine = 0;
        }
        if (column != names.size()) {
            findings.add(Finding.of("FIELD_COUNT", "A row has another number of fields than the header")
                    .at(row, recordLine, start)
                    .limit(names.size())
                    .actual(column));
        }
    }

    private void name(byte[] bytes, int from, int to, boolean quoted, long offset) throws StopReading {
        if (column == limits.columns()) {
            throw findings.stop(Finding.of("TOO_MANY_COLUMNS", "The file has too many columns")
                    .at(0, 1, offset)
                    .limit(limits.columns()));
        }
        var name = new String(bytes, from, Math.min(to - from, limits.nameBytes()), UTF_8);
        if (to - from > limits.nameBytes()) {
            findings.add(here("HEADER_TOO_LONG", "A column's name is too long", offset)
                    .showing(name)
                    .limit(limits.nameBytes())
                    .actual(to - from));
        }
        var mark = String.valueOf(dialect.quote());
        names.add(quoted ? name.replace(mark + mark, mark) : name);
    }

    private void header() throws StopReading {
        nameTheUnnamed();
        ColumnNames.check(names, findings);
        if (!findings.isEmpty()) {
            throw new StopReading();
        }
        tallies = new ColumnTally[names.size()];
        Arrays.setAll(tallies, i -> new ColumnTally());
    }

    /** As the column of row numbers that some tools write in front has no name. */
    private void nameTheUnnamed() {
        if (names.stream().allMatch(String::isBlank)) {
            return;
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isBlank()) {
                var name = "column " + (i + 1);
                while (names.contains(name)) {
                    name += "_";
                }
                names.set(i, name);
                unnamed.add(i);
            }
        }
    }
}
