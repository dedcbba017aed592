package dev.millrace.ingestion.dataset.check;

import dev.millrace.ingestion.dataset.check.Findings.StopReading;

/** Stops reading where a field or a record is longer than it may be, or a field is not UTF-8. */
final class FieldChecks {

    private final FieldBuffer in;
    private final CheckLimits limits;
    private final Findings findings;
    private final CsvRecords records;

    FieldChecks(FieldBuffer in, CheckLimits limits, Findings findings, CsvRecords records) {
        this.in = in;
        this.limits = limits;
        this.findings = findings;
        this.records = records;
    }

    /** The record up to where it is read. */
    void record() throws StopReading {
        if (records.lengthAt(in.offset()) > limits.lineBytes()) {
            throw findings.stop(records.here("LINE_TOO_LONG", "A record is too long", records.start())
                    .limit(limits.lineBytes()));
        }
    }

    /**
     * The field that is read; names in the header are checked by others.
     *
     * @param length in bytes
     * @param overLines whether it is quoted and has a line end: then a quote was probably left open
     */
    void field(int length, boolean overLines) throws StopReading {
        if (length > limits.fieldBytes() && !records.inHeader()) {
            throw overLines
                    ? findings.stop(records.here(
                            "QUOTE_UNCLOSED",
                            "A quoted field goes on over lines beyond its limit",
                            in.offset(in.start)))
                    : findings.stop(records.here("FIELD_TOO_LONG", "A field is too long", in.offset(in.start))
                            .limit(limits.fieldBytes()));
        }
    }

    void encoding(int from, int to) throws StopReading {
        int bad = Utf8.firstInvalid(in.bytes, from, to);
        if (bad >= 0) {
            throw findings.stop(records.here("ENCODING", "The bytes are not UTF-8", in.offset(bad))
                    .actual("0x%02x".formatted(in.bytes[bad])));
        }
    }
}
