package dev.millrace.ingestion.dataset.check;

import dev.millrace.ingestion.dataset.check.Findings.StopReading;
import dev.millrace.web.StrictJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * The one parser of JSON: an object a line or one array of objects, in UTF-8, with plain values only. The values that it reads
 * are handed on in the form of {@link RowsWriter}.
 */
final class JsonCheck {

    private static final int PEEKED = 4096;

    private final FieldBuffer in;
    private final CheckLimits limits;
    private final Findings findings;
    private final NamedValues values;
    private final JsonRecords records;
    private long line = 1;
    private long row;

    private JsonCheck(FieldBuffer in, FileSettings settings, CheckLimits limits, CellReader cells, RowsWriter rows) {
        this.in = in;
        this.limits = limits;
        this.findings = new Findings(limits.findings());
        this.values = new NamedValues(limits, findings, cells, rows);
        this.records = new JsonRecords(settings.flatten(), limits, findings, values);
    }

    /**
     * @param skipped bytes of the file that were dropped before the stream, for positions
     * @param rows gets every row's values
     */
    static CheckedFile check(
            InputStream input,
            long skipped,
            FileSettings settings,
            CheckLimits limits,
            CellReader cells,
            OutputStream rows)
            throws IOException {
        var buffered = new BufferedInputStream(input);
        var check = new JsonCheck(new FieldBuffer(buffered, skipped), settings, limits, cells, new RowsWriter(rows));
        try {
            if (isArray(buffered)) {
                check.array(buffered);
            } else {
                check.lines();
            }
            check.end();
            return check.findings.isEmpty() ? check.accepted() : check.findings.rejected();
        } catch (StopReading stopped) {
            return check.findings.rejected();
        }
    }

    private static boolean isArray(InputStream input) throws IOException {
        input.mark(PEEKED);
        int first = input.read();
        for (int i = 1; i < PEEKED && (first == ' ' || first == '\t' || first == '\r' || first == '\n'); i++) {
            first = input.read();
        }
        input.reset();
        return first == '[';
    }

    private void array(InputStream input) throws IOException, StopReading {
        try (JsonParser parser = StrictJson.factory().createParser(ObjectReadContext.empty(), input)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                row++;
                records.element(parser, row);
            }
            if (parser.nextToken() != null) {
                throw findings.stop(Finding.of("JSON_FORM", "Something stands behind the array"));
            }
        } catch (JacksonException malformed) {
            throw records.malformed(malformed);
        }
    }

    private void lines() throws IOException, StopReading {
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
    }

    private void end() throws IOException, StopReading {
        values.finish();
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

    private void handle(int from, int to) throws IOException, StopReading {
        if (isBlank(from, to)) {
            return;
        }
        row++;
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
        return values.accepted(row);
    }
}
