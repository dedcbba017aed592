package dev.millrace.ingestion.dataset.check;

import dev.millrace.ingestion.dataset.check.Findings.StopReading;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;

/** Reads one JSON object a line, in UTF-8, with plain values only. */
public final class JsonLinesCheck {

    private final FieldBuffer in;
    private final CheckLimits limits;
    private final Findings findings;
    private final JsonRecords records;
    private long line = 1;
    private long row;
    private long longest;

    private JsonLinesCheck(FieldBuffer in, CheckLimits limits) {
        this.in = in;
        this.limits = limits;
        this.findings = new Findings(limits.findings());
        this.records = new JsonRecords(limits, findings);
    }

    /**
     * @param skipped bytes of the file that were dropped before the stream, for positions
     */
    public static CheckedFile check(InputStream input, long skipped, CheckLimits limits) throws IOException {
        var check = new JsonLinesCheck(new FieldBuffer(input, skipped), limits);
        try {
            check.run();
            return check.findings.isEmpty() ? check.accepted() : check.findings.rejected();
        } catch (StopReading stopped) {
            return check.findings.rejected();
        }
    }

    private void run() throws IOException, StopReading {
        if (!in.available()) {
            throw findings.stop(Finding.of("FILE_EMPTY", "The file has no content"));
        }
        boolean more = true;
        while (more) {
            in.begin();
            more = toLineEnd();
            handle(in.start, in.at);
            if (more) {
                in.at++;
                line++;
            }
        }
        if (row == 0 && findings.isEmpty()) {
            throw findings.stop(Finding.of("NO_ROWS", "The file has no rows"));
        }
    }

    private boolean toLineEnd() throws IOException, StopReading {
        while (in.available()) {
            int at = in.at;
            while (at < in.end && in.bytes[at] != '\n') {
                at++;
            }
            in.at = at;
            if (at < in.end) {
                return true;
            }
            if (in.at - in.start > limits.lineBytes()) {
                throw findings.stop(
                        here("LINE_TOO_LONG", "A line is too long", in.start).limit(limits.lineBytes()));
            }
        }
        return false;
    }

    private void handle(int from, int to) throws StopReading {
        if (isBlank(from, to)) {
            return;
        }
        row++;
        longest = Math.max(longest, to - from);
        int bad = Utf8.firstInvalid(in.bytes, from, to);
        if (bad >= 0) {
            throw findings.stop(
                    here("ENCODING", "The bytes are not UTF-8", bad).actual("0x%02x".formatted(in.bytes[bad])));
        }
        records.read(in.bytes, from, to - from, row, line, in.offset(from));
    }

    private boolean isBlank(int from, int to) {
        for (int i = from; i < to; i++) {
            byte c = in.bytes[i];
            if (c != ' ' && c != '\t' && c != '\r') {
                return false;
            }
        }
        return true;
    }

    private Finding here(String code, String detail, int index) {
        return Finding.of(code, detail).at(Math.max(row, 1), line, in.offset(index));
    }

    private CheckedFile.Accepted accepted() {
        return new CheckedFile.Accepted(new ArrayList<>(records.columns()), row, longest, false);
    }
}
