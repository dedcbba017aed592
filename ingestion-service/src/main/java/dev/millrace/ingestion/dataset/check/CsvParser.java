package dev.millrace.ingestion.dataset.check;

import dev.millrace.ingestion.dataset.check.Findings.StopReading;
import java.io.IOException;
import java.util.Arrays;

/**
 * The one parser of delimited values: as RFC 4180 has them, with a header, in UTF-8, whatever the delimiter and the quote. What
 * a lenient reader would guess at is a finding.
 */
final class CsvParser {

    private static final int END = -1;

    /** Where a backslash escapes nothing. */
    private static final int NONE = Integer.MAX_VALUE;

    /** The code where a file could be meant to have backslashes before its quotes. */
    static final String ESCAPED = "QUOTE_ESCAPED";

    private static final String ESCAPES =
            "A quote inside quotes is written twice, or all of them with a backslash before it; in this file some are written"
                    + " so and some otherwise";
    private static final String BEHIND_QUOTE = "Behind a closing quote must come a delimiter or a line end";
    private static final String ESCAPED_HERE =
            ", and quotes of this file that stand inside quotes have a backslash before them";
    private static final String NUL = "A NUL byte, which no text has: write the file again as text";
    private static final String NO_QUOTES =
            "; where quotation marks are characters like any other, set quote of the dataset to none";

    private final FieldBuffer in;
    private final Findings findings;
    private final CsvRecords records;
    private final FieldChecks checks;
    private final byte delimiter;
    private final byte quote;
    private final int escape;
    private final int above;
    private final boolean[] plain = new boolean[256];

    private int bits;
    private boolean quoted;
    private boolean doubled;
    private boolean spansLines;
    private boolean mayBeEscaped;
    private boolean endsByReturns;

    /** @param records get each field, and each end of a record */
    CsvParser(FieldBuffer in, Dialect dialect, CheckLimits limits, Findings findings, CsvRecords records) {
        this.in = in;
        this.delimiter = (byte) dialect.delimiter();
        this.quote = (byte) dialect.quote();
        this.escape = dialect.backslash() ? '\\' : NONE;
        this.above = dialect.above().size();
        this.findings = findings;
        this.records = records;
        this.checks = new FieldChecks(in, limits, findings, records);
        Arrays.fill(plain, true);
        for (int each : new int[] {delimiter, quote, '\n', '\r', 0}) {
            plain[each] = false;
        }
    }

    /** Goes to the first byte of the header, which there must be. */
    void begin() throws IOException, StopReading {
        for (int i = 0; i < above; i++) {
            in.skipLine();
            records.lineEnd();
        }
        if (!in.available()) {
            throw findings.stop(Finding.of("FILE_EMPTY", "The file has no content"));
        }
        records.begin(in.offset());
    }

    /** Reads one record, which may be the header; false where nothing stands behind it. */
    boolean record() throws IOException, StopReading {
        boolean open = nextField();
        while (open && !records.atStart()) {
            open = nextField();
        }
        return open;
    }

    /** Where it is in the stream. */
    long offset() {
        return in.offset();
    }

    private boolean nextField() throws IOException, StopReading {
        in.begin();
        records.beginField();
        return field();
    }

    /** Reads one field and what ends it; false at the end of the file. */
    private boolean field() throws IOException, StopReading {
        bits = 0;
        quoted = false;
        doubled = false;
        if (!in.available() && records.atStart()) {
            return false;
        }
        if (in.available() && in.bytes[in.at] == quote) {
            quoted = true;
            return quotedField();
        }
        int terminator = unquoted();
        int length = lineEndLength(terminator);
        return ended(in.start, in.at - length, terminator);
    }

    private boolean ended(int from, int to, int terminator) throws IOException, StopReading {
        checks.record();
        checks.field(to - from, quoted && spansLines);
        if (bits < 0) {
            checks.encoding(from, to);
        }
        records.field(in.bytes, from, to, quoted, doubled, in.offset(from));
        if (terminator == delimiter) {
            return true;
        }
        records.end(in.offset());
        return terminator != END;
    }

    private int lineEndLength(int terminator) {
        return switch (terminator) {
            case END -> 0;
            case '\r' -> 2;
            default -> 1;
        };
    }

    /** Moves behind the field's end; answers the delimiter, line feed, carriage return (with line feed) or END. */
    private int unquoted() throws IOException, StopReading {
        while (in.available()) {
            skipPlain();
            if (in.at < in.end) {
                int terminator = special(in.bytes[in.at]);
                if (terminator != 0) {
                    return terminator;
                }
            } else {
                checkLength();
            }
        }
        return END;
    }

    private void skipPlain() {
        byte[] bytes = in.bytes;
        int end = in.end;
        int seen = 0;
        int at = in.at;
        while (at < end && plain[bytes[at] & 0xff]) {
            seen |= bytes[at];
            at++;
        }
        bits |= seen;
        in.at = at;
    }

    /** What a byte means that is not plain; 0 where the field goes on behind it. */
    private int special(byte c) throws IOException, StopReading {
        if (c == delimiter || c == '\n') {
            in.at++;
            if (c == '\n') {
                records.lineEnd();
            }
            return c;
        }
        if (c == '\r') {
            return carriageReturn();
        }
        if (c == quote) {
            checkQuote();
        } else {
            findings.add(records.here("CONTROL_CHARACTER", NUL, in.offset()));
        }
        in.at++;
        return 0;
    }

    /** A carriage return alone is a line end where it is what ends the header: old programs on the Mac write files so. */
    private int carriageReturn() throws IOException, StopReading {
        in.at++;
        if (in.available() && in.bytes[in.at] == '\n') {
            in.at++;
            records.lineEnd();
            return '\r';
        }
        endsByReturns |= records.inHeader();
        if (!endsByReturns) {
            throw findings.stop(
                    records.here("CONTROL_CHARACTER", "A carriage return without a line feed", in.offset() - 1));
        }
        records.lineEnd();
        return '\n';
    }

    /** A quote inside an unquoted field is data, unless only spaces stand before it. */
    private void checkQuote() throws StopReading {
        for (int i = in.start; i < in.at; i++) {
            if (in.bytes[i] != ' ' && in.bytes[i] != '\t') {
                return;
            }
        }
        throw findings.stop(records.here(
                "QUOTE_MISPLACED",
                "Blanks stand before a quote; it must be the first character of its field",
                in.offset()));
    }

    private boolean quotedField() throws IOException, StopReading {
        in.at++;
        spansLines = false;
        mayBeEscaped = false;
        while (in.available()) {
            byte c = in.bytes[in.at];
            if (c == escape) {
                doubled |= skipEscape();
            } else if (c == quote) {
                in.at++;
                if (escape != NONE || !in.available() || in.bytes[in.at] != quote) {
                    return closed();
                }
                doubled = true;
                mayBeEscaped |= in.bytes[in.at - 2] == '\\';
            } else if (c == '\n') {
                records.lineEnd();
                spansLines = true;
            } else if (c == 0) {
                findings.add(records.here("CONTROL_CHARACTER", NUL, in.offset()));
            }
            bits |= c;
            in.at++;
            if (in.at == in.end) {
                checkLength();
            }
        }
        throw findings.stop(
                mayBeEscaped
                        ? records.here(ESCAPED, ESCAPES, in.offset(in.start))
                        : records.here("QUOTE_UNCLOSED", "A quote is never closed" + NO_QUOTES, in.offset(in.start)));
    }

    /** From a backslash to what it stands before, if that is a quote or a backslash; whether it is a quote. */
    private boolean skipEscape() throws IOException {
        in.at++;
        boolean isQuote = in.available() && in.bytes[in.at] == quote;
        if (!isQuote && (!in.available() || in.bytes[in.at] != escape)) {
            in.at--;
        }
        return isQuote;
    }

    private boolean closed() throws IOException, StopReading {
        int valueEnd = in.at - 1 - in.start;
        int terminator = END;
        if (in.available()) {
            byte c = in.bytes[in.at];
            if (c != delimiter && c != '\n' && c != '\r') {
                throw findings.stop(misplaced());
            }
            terminator = special(c);
        }
        return ended(in.start + 1, in.start + valueEnd, terminator);
    }

    private Finding misplaced() {
        if (escape != NONE) {
            return records.here("QUOTE_MISPLACED", BEHIND_QUOTE + ESCAPED_HERE, in.offset());
        }
        boolean escaped = mayBeEscaped || (in.at - 2 > in.start && in.bytes[in.at - 2] == '\\');
        return escaped
                ? records.here(ESCAPED, ESCAPES, in.offset())
                : records.here("QUOTE_MISPLACED", BEHIND_QUOTE + NO_QUOTES, in.offset());
    }

    private void checkLength() throws StopReading {
        checks.record();
        checks.field(in.at - in.start, quoted && spansLines);
    }
}
