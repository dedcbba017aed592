package dev.millrace.ingestion.dataset.check;

import dev.millrace.ingestion.dataset.check.Findings.StopReading;
import dev.millrace.web.StrictJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** The one parser of JSON: an object a line or one array of objects, in UTF-8, with plain values only. */
final class JsonCheck extends RowReader {

    private static final int PEEKED = 4096;

    private final BufferedInputStream input;
    private final FieldBuffer in;
    private final CheckLimits limits;
    private final NamedValues values;
    private final JsonRecords records;
    private @Nullable JsonParser array;
    private boolean begun;
    private long line = 1;
    private long row;

    /** @param skipped bytes of the file that were dropped before the stream, for positions */
    JsonCheck(
            InputStream input,
            long skipped,
            FileSettings settings,
            CheckLimits limits,
            CellReader cells,
            RowTarget target) {
        super(limits);
        this.input = new BufferedInputStream(input);
        this.in = new FieldBuffer(this.input, skipped);
        this.limits = limits;
        this.values = new NamedValues(limits, findings, cells, target);
        this.records = new JsonRecords(settings.flatten(), limits, findings, values);
    }

    @Override
    boolean read() throws IOException, StopReading {
        if (!begun) {
            begun = true;
            begin();
        }
        if (array == null ? line() : element(array)) {
            return true;
        }
        if (row == 0 && findings.isEmpty()) {
            throw findings.stop(Finding.of("NO_ROWS", "The file has no rows"));
        }
        return false;
    }

    @Override
    CheckedFile.Accepted accepted() {
        return values.accepted(row);
    }

    private void begin() throws IOException, StopReading {
        if (isArray(input)) {
            array = StrictJson.factory().createParser(ObjectReadContext.empty(), input);
            token(array);
        } else if (!in.available()) {
            throw findings.stop(Finding.of("FILE_EMPTY", "The file has no content"));
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

    private boolean element(JsonParser parser) throws IOException, StopReading {
        if (token(parser) != JsonToken.END_ARRAY) {
            row++;
            try {
                records.element(parser, row);
                return true;
            } catch (JacksonException malformed) {
                throw records.malformed(malformed);
            }
        }
        if (token(parser) != null) {
            throw findings.stop(Finding.of("JSON_FORM", "Something stands behind the array"));
        }
        return false;
    }

    private @Nullable JsonToken token(JsonParser parser) throws StopReading {
        try {
            return parser.nextToken();
        } catch (JacksonException malformed) {
            throw records.malformed(malformed);
        }
    }

    private boolean line() throws IOException, StopReading {
        in.begin();
        boolean more = toLineEnd();
        handle(in.start, in.at);
        if (more) {
            in.at++;
            line++;
        }
        return more;
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
}
