package dev.millrace.ingestion.dataset.check;

import dev.millrace.ingestion.dataset.check.Findings.StopReading;
import java.util.Arrays;

/** Counts rows and lines, holds every record against the header, learns what each column's values look like, and hands them on. */
final class CsvRecords {

    private static final byte[] BLANK = {' '};
    private static final int HANDED_ON = -1;
    private static final String COUNT =
            "A row has another number of fields than the header; a value that has the delimiter inside must stand in quotes";
    private static final String REMARK =
            "A row has one field only, as a remark or a title would; remove it, or give it as many fields as the header";
    private static final String TRAILING =
            "A row ends with a delimiter, and the header does not; end all lines with one, or none";
    private static final String TITLE =
            "A row has several fields, and the first line only one, which must name the columns; if it is a title, take it"
                    + " away, or put an empty line between it and the names";

    private final Dialect dialect;
    private final CheckLimits limits;
    private final Findings findings;
    private final CellReader cells;
    private final RowTarget target;
    private final CsvHeader header;
    private final TotalsWatch totals = new TotalsWatch();
    private ColumnTally[] tallies = {};

    private long row;
    private long line = 1;
    private long recordLine = 1;
    private long fieldLine = 1;
    private long start;
    private int column;
    private boolean blank;
    private boolean hasBlanks;
    private boolean begun;
    private boolean lastEmpty;

    /** Fields of this record that say what the header says, from the first on; they are held back. */
    private int same;

    private long headers;
    private long emptyLines;

    /** Since the last row; at the end of a file they mean nothing. */
    private long emptyBehind;

    /** Of a file from its beginning. */
    CsvRecords(Dialect dialect, CheckLimits limits, Findings findings, CellReader cells, RowTarget target) {
        this(dialect, limits, findings, cells, target, new CsvHeader(dialect, limits, findings));
    }

    private CsvRecords(
            Dialect dialect,
            CheckLimits limits,
            Findings findings,
            CellReader cells,
            RowTarget target,
            CsvHeader header) {
        this.dialect = dialect;
        this.limits = limits;
        this.findings = findings;
        this.cells = cells;
        this.target = target;
        this.header = header;
    }

    /** Of rows further on in a file whose header is known. */
    static CsvRecords behind(
            CsvHeader header,
            Dialect dialect,
            CheckLimits limits,
            Findings findings,
            CellReader cells,
            RowTarget target) {
        var records = new CsvRecords(dialect, limits, findings, cells, target, header);
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
     * @param quoted whether the value stood in quotes, which are not part of it
     * @param doubled whether there are quotes inside, each of them twice
     */
    void field(byte[] bytes, int from, int to, boolean quoted, boolean doubled, long offset) throws StopReading {
        lastEmpty = from == to;
        blank = column == 0 && !quoted && isBlank(bytes, from, to);
        hasBlanks = column == 0 ? blank && from < to : hasBlanks;
        if (row == 0) {
            header.add(bytes, from, to, doubled, offset);
        } else {
            value(bytes, from, to, doubled);
        }
        column++;
    }

    private void value(byte[] bytes, int from, int to, boolean doubled) {
        if (!blank) {
            begin();
        }
        if (same == column) {
            if (!hasBlanks && header.says(column, bytes, from, to)) {
                same++;
                return;
            }
            release();
        }
        if (!blank) {
            cell(column, bytes, from, to, doubled);
        }
    }

    /** Hands on what was held back. */
    private void release() {
        for (int i = 0; i < same; i++) {
            var text = header.said(i);
            cell(i, text, 0, text.length, false);
        }
        same = HANDED_ON;
    }

    private void cell(int of, byte[] bytes, int from, int to, boolean doubled) {
        if (of >= tallies.length) {
            return;
        }
        if (from == to) {
            target.missing(of);
            return;
        }
        if (doubled) {
            var text = dialect.single(bytes, from, to);
            cell(of, text, 0, text.length);
        } else {
            cell(of, bytes, from, to);
        }
    }

    private void cell(int of, byte[] text, int from, int to) {
        int code = cells.read(text, from, to);
        totals.cell(of, code, row, text, from, to);
        tallies[of].add(code, row, text, from, to);
        target.cell(of, code, text, from, to);
    }

    private static boolean isBlank(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && CellReader.isBlank(bytes[at])) {
            at++;
        }
        return at == to;
    }

    /** What begins with nothing, or with blanks alone, is a row only if it goes on, or has but one column. */
    private void begin() {
        if (!begun) {
            begun = true;
            if (column > 0 || blank) {
                target.missing(0);
            }
            if (hasBlanks) {
                tallies[0].add(Cells.missing(0), row, BLANK, 0, BLANK.length);
            }
        }
    }

    void end(long offset) throws StopReading {
        if (offset - start > limits.lineBytes()) {
            throw findings.stop(
                    here("LINE_TOO_LONG", "A record is too long", start).limit(limits.lineBytes()));
        }
        if (row == 0) {
            header.end();
            beginRows();
        } else if (header.isWhole(same) && column == same) {
            headers++;
            begun = false;
        } else if (blank && column == 1 && header.size() > 1) {
            emptyBehind++;
        } else {
            if (same > 0) {
                release();
            }
            record();
            row++;
        }
        column = 0;
        same = 0;
        start = offset;
        recordLine = line;
    }

    /** @param last whether nothing stands behind these rows */
    void finish(boolean last) throws StopReading {
        emptyLines += last ? 0 : emptyBehind;
        if (row <= 1 && findings.isEmpty()) {
            throw findings.stop(Finding.of("NO_ROWS", "The file has a header and no rows"));
        }
    }

    CheckedFile.Accepted accepted() {
        return new CheckedFile.Accepted(header.columns(tallies), row - 1, headers, emptyLines, totals.last(row - 1));
    }

    /** A finding at the current field. */
    Finding here(String code, String detail, long offset) {
        return Finding.of(code, detail).at(row, fieldLine, offset).in(header.name(column));
    }

    private void record() {
        begin();
        begun = false;
        totals.endRow();
        emptyLines += emptyBehind;
        emptyBehind = 0;
        if (column != header.size()) {
            findings.add(Finding.of("FIELD_COUNT", miscounted())
                    .at(row, recordLine, start)
                    .limit(header.size())
                    .actual(column));
        }
        if (findings.isEmpty()) {
            target.endRow(column);
        }
    }

    private String miscounted() {
        if (header.size() == 1) {
            return TITLE;
        }
        return column == 1 ? REMARK : column == header.size() + 1 && lastEmpty ? TRAILING : COUNT;
    }
}
