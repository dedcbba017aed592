package dev.millrace.ingestion.dataset.check;

import dev.millrace.ingestion.dataset.check.Findings.StopReading;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Checks CSV, as a whole or in parts. */
final class CsvCheck extends RowReader {

    private final CsvRecords records;
    private final CsvParser parser;
    private final boolean last;
    private boolean begun;

    private CsvCheck(
            FieldBuffer in,
            boolean last,
            Dialect dialect,
            CheckLimits limits,
            CellReader cells,
            RowTarget target,
            Optional<CsvHeader> header) {
        super(limits);
        this.records = header.map(known -> CsvRecords.behind(known, dialect, limits, findings, cells, target))
                .orElseGet(() -> new CsvRecords(dialect, limits, findings, cells, target));
        this.parser = new CsvParser(in, dialect, limits, findings, records);
        this.last = last;
    }

    /** @param skipped bytes of the file that were dropped before the stream, for positions */
    static CsvCheck of(
            InputStream input, long skipped, Dialect dialect, CheckLimits limits, CellReader cells, RowTarget target) {
        return new CsvCheck(new FieldBuffer(input, skipped), true, dialect, limits, cells, target, Optional.empty());
    }

    /**
     * Rows from somewhere in a file.
     *
     * @param last whether nothing stands behind them, so that empty lines at their end are the end of the file
     */
    static CsvCheck behind(
            CsvHeader header,
            FieldBuffer in,
            boolean last,
            Dialect dialect,
            CheckLimits limits,
            CellReader cells,
            RowTarget target) {
        return new CsvCheck(in, last, dialect, limits, cells, target, Optional.of(header));
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
        var check = of(input, 0, dialect, limits, cells, RowTarget.NONE);
        return check.next() && check.findings.isEmpty()
                ? Optional.of(new Head(check.records.header(), check.parser.offset()))
                : Optional.empty();
    }

    @Override
    boolean read() throws IOException, StopReading {
        if (!begun) {
            begun = true;
            parser.begin();
        }
        if (parser.record()) {
            return true;
        }
        records.finish(last);
        return false;
    }

    @Override
    CheckedFile.Accepted accepted() {
        return records.accepted();
    }
}
