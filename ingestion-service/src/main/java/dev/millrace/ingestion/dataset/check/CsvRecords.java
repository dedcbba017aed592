package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.ingestion.dataset.check.Findings.StopReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Counts rows and lines, holds every record against the header, learns what each column's values look like, and hands them on. */
final class CsvRecords {

    private static final String OTHER_DELIMITERS = ";\t|";

    private final CheckLimits limits;
    private final Findings findings;
    private final RowsWriter rows;
    private final List<String> names = new ArrayList<>();
    private int[] kinds = {};

    private long row;
    private long line = 1;
    private long recordLine = 1;
    private long fieldLine = 1;
    private long start;
    private int column;
    private long blankLine;
    private boolean blank;
    private boolean begun;

    CsvRecords(CheckLimits limits, Findings findings, RowsWriter rows) {
        this.limits = limits;
        this.findings = findings;
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
        if (column < kinds.length && from < to) {
            kinds[column] |= ValueKinds.of(bytes, from, to);
        }
        if (from == to) {
            rows.missing();
        } else if (quoted) {
            rows.quoted(bytes, from, to);
        } else if (quoteInside) {
            rows.text(bytes, from, to);
        } else {
            rows.plain(bytes, from, to);
        }
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
        for (int i = 0; i < kinds.length; i++) {
            columns.add(new TextColumn(names.get(i), kinds[i]));
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
        names.add(quoted ? name.replace("\"\"", "\"") : name);
    }

    private void header() throws StopReading {
        var only = names.size() == 1 ? names.getFirst() : "";
        OTHER_DELIMITERS
                .chars()
                .filter(each -> only.indexOf(each) >= 0)
                .findFirst()
                .ifPresent(this::otherDelimiter);
        ColumnNames.check(names, findings);
        if (!findings.isEmpty()) {
            throw new StopReading();
        }
        kinds = new int[names.size()];
    }

    private void otherDelimiter(int delimiter) {
        var shown = delimiter == '\t' ? "tab" : Character.toString(delimiter);
        findings.add(Finding.of("DELIMITER", "The file looks " + shown + "-separated, commas are required")
                .at(0, 1, 0)
                .actual(shown));
    }
}
