package dev.millrace.ingestion.dataset.check;

import dev.millrace.ingestion.dataset.check.Findings.StopReading;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Checks CSV, as a whole or in parts. The values that are read are handed on in the form of {@link RowsWriter}. */
final class CsvCheck {

    private CsvCheck() {}

    /**
     * @param skipped bytes of the file that were dropped before the stream, for positions
     * @param rows gets every row's values
     */
    static CheckedFile check(
            InputStream input, long skipped, Dialect dialect, CheckLimits limits, CellReader cells, OutputStream rows)
            throws IOException {
        var findings = new Findings(limits.findings());
        var records = new CsvRecords(dialect, limits, findings, cells, new RowsWriter(rows));
        var parser = new CsvParser(new FieldBuffer(input, skipped), dialect, limits, findings, records);
        try {
            parser.begin();
            parser.toTheEnd();
            return findings.isEmpty() ? records.accepted() : findings.rejected();
        } catch (StopReading stopped) {
            return findings.rejected();
        }
    }

    /**
     * The header alone, and where it ends.
     *
     * @param end where the first row begins in the stream
     */
    record Head(CsvHeader header, long end) {}

    /** Empty where something is wrong with the header, or nothing stands behind it. */
    static Optional<Head> head(InputStream input, Dialect dialect, CheckLimits limits, CellReader cells)
            throws IOException {
        var findings = new Findings(limits.findings());
        var nowhere = new RowsWriter(OutputStream.nullOutputStream());
        var records = new CsvRecords(dialect, limits, findings, cells, nowhere);
        var parser = new CsvParser(new FieldBuffer(input, 0), dialect, limits, findings, records);
        try {
            parser.begin();
            return parser.throughHeader() && findings.isEmpty()
                    ? Optional.of(new Head(records.header(), parser.offset()))
                    : Optional.empty();
        } catch (StopReading stopped) {
            return Optional.empty();
        }
    }

    /**
     * Rows from somewhere in a file; empty where something is wrong with them.
     *
     * @param last whether nothing stands behind them, so that they may end with empty lines
     */
    static Optional<CheckedFile.Accepted> rows(
            FieldBuffer in,
            CsvHeader header,
            boolean last,
            Dialect dialect,
            CheckLimits limits,
            CellReader cells,
            OutputStream rows)
            throws IOException {
        var findings = new Findings(limits.findings());
        var records = CsvRecords.behind(header, dialect, limits, findings, cells, new RowsWriter(rows));
        var parser = new CsvParser(in, dialect, limits, findings, records);
        try {
            parser.begin();
            parser.toTheEnd();
            return findings.isEmpty() && (last || !records.endsBlank())
                    ? Optional.of(records.accepted())
                    : Optional.empty();
        } catch (StopReading stopped) {
            return Optional.empty();
        }
    }
}
