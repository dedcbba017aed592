package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.ingestion.dataset.check.Findings.StopReading;
import java.io.IOException;
import java.util.Arrays;

/** Counts rows and lines, holds every record against the header, learns what each column's values look like, and hands them on. */
final class CsvRecords {

    private static final byte[] BLANK = {' '};
    private static final String COUNT = "A row has another number of fields than the header";
    private static final String TITLE =
            "A row has several fields, and the first line only one: the first line must name"
                    + " the columns, and no title may stand above them";

    private final Dialect dialect;
    private final CheckLimits limits;
    private final Findings findings;
    private final CellReader cells;
    private final RowsWriter rows;
    private final CsvHeader header;
    private ColumnTally[] tallies = {};

    private long row;
    private long line = 1;
    private long recordLine = 1;
    private long fieldLine = 1;
    private long start;
    private int column;
    private long blankLine;
    private boolean blank;
    private boolean hasBlanks;
    private boolean begun;

    /** Of a file from its beginning. */
    CsvRecords(Dialect dialect, CheckLimits limits, Findings findings, CellReader cells, RowsWriter rows) {
        this(dialect, limits, findings, cells, rows, new CsvHeader(dialect, limits, findings));
    }

    private CsvRecords(
            Dialect dialect,
            CheckLimits limits,
            Findings findings,
            CellReader cells,
            RowsWriter rows,
            CsvHeader header) {
        this.dialect = dialect;
        this.limits = limits;
        this.findings = findings;
        this.cells = cells;
        this.rows = rows;
        this.header = header;
    }

    /** Of rows further on in a file whose header is known. */
    static CsvRecords behind(
            CsvHeader header,
            Dialect dialect,
            CheckLimits limits,
            Findings findings,
            CellReader cells,
            RowsWriter rows) {
        var records = new CsvRecords(dialect, limits, findings, cells, rows, header);
        records.beginRows();
        return records;
    }

    private void beginRows() {
        tallies = new ColumnTally[header.size()];
        Arrays.setAll(tallies, i -> new ColumnTally());
        row = 1;
    }

    CsvHeader header() {
        return header;
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
        blank = column == 0 && !quoted && isBlank(bytes, from, to);
        hasBlanks = column == 0 ? blank && from < to : hasBlanks;
        if (row == 0) {
            header.add(bytes, from, to, quoted, offset);
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

    private static boolean isBlank(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && CellReader.isBlank(bytes[at])) {
            at++;
        }
        return at == to;
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

    /** What begins with nothing, or with blanks alone, is a row only if it goes on, or has but one column. */
    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            rows.beginRow();
            if (column > 0 || blank) {
                rows.missing();
            }
            if (hasBlanks) {
                tallies[0].add(Cells.missing(0), row, BLANK, 0, BLANK.length);
            }
        }
    }

    void end(long offset) throws IOException, StopReading {
        if (offset - start > limits.lineBytes()) {
            throw findings.stop(
                    here("LINE_TOO_LONG", "A record is too long", start).limit(limits.lineBytes()));
        }
        if (row == 0) {
            header.end();
            beginRows();
        } else if (blank && column == 1 && header.size() > 1) {
            blankLine = blankLine == 0 ? recordLine : blankLine;
        } else {
            record();
            row++;
        }
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
        return new CheckedFile.Accepted(header.columns(tallies), row - 1, rows.longestRow(), false);
    }

    /** Whether the last lines are empty, which is no fault at the end of a file. */
    boolean endsBlank() {
        return blankLine != 0;
    }

    /** A finding at the current field. */
    Finding here(String code, String detail, long offset) {
        return Finding.of(code, detail).at(row, fieldLine, offset).in(header.name(column));
    }

    private void record() throws IOException {
        begin();
        rows.endRow();
        begun = false;
        if (blankLine != 0) {
            findings.add(Finding.of("FIELD_COUNT", "An empty line among the rows")
                    .at(row, blankLine, start)
                    .limit(header.size())
                    .actual(0));
            blankLine = 0;
        }
        if (column != header.size()) {
            findings.add(Finding.of("FIELD_COUNT", header.size() == 1 && column > 1 ? TITLE : COUNT)
                    .at(row, recordLine, start)
                    .limit(header.size())
                    .actual(column));
        }
    }
}
