package dev.millrace.monitoring.feedback.web;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.millrace.monitoring.feedback.Label;
import dev.millrace.web.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * Labels in a CSV file: a header that names the columns, and for each label the prediction's id, the truth and, where it is known, when
 * that became known. Such a file is what one program writes for another, so nothing about it is worked out: it is in UTF-8, with commas
 * and double quotes, and what is not is refused by name.
 *
 * @param labels in the order of the rows
 * @param ignoredColumns the columns that mean nothing here
 */
record LabelFile(List<Label> labels, List<String> ignoredColumns) {

    static final int MOST_LABELS = 100_000;
    static final int MOST_BYTES = 16 << 20;

    private static final String ID = "predictionId";
    private static final String LABEL = "label";
    private static final String OBSERVED_AT = "observedAt";
    private static final List<String> COLUMNS = List.of(ID, LABEL, OBSERVED_AT);
    private static final String OTHER_MARKS = ";\t|";

    /**
     * Reads a file whole, so that nothing of it counts where anything is wrong.
     *
     * @param now when labels without a time became known
     * @throws Problem 413 where it is too large, 422 with the row and the column of the first fault
     */
    static LabelFile read(InputStream body, Instant now) throws IOException {
        var header = List.<String>of();
        var labels = new ArrayList<Label>();
        try (var records = CsvReader.builder().ofNamedCsvRecord(text(body))) {
            for (var each : records) {
                header = header.isEmpty() ? checked(each.getHeader()) : header;
                if (labels.size() == MOST_LABELS) {
                    throw tooMany();
                }
                labels.add(label(each, labels.size() + 1, now));
            }
        } catch (CsvParseException malformed) {
            throw malformed(labels.size() + 1, String.valueOf(malformed.getMessage()));
        }
        if (labels.isEmpty()) {
            throw new Problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "LABELS_OUT_OF_RANGE",
                    "The file has no labels: a header predictionId,label and a row for each label are wanted");
        }
        return new LabelFile(
                labels,
                header.stream().filter(column -> !COLUMNS.contains(column)).toList());
    }

    private static String text(InputStream body) throws IOException {
        var bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new Problem(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "BODY_TOO_LARGE",
                            "A file of labels is too large: send it in parts")
                    .with("limit", MOST_BYTES);
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (endsInQuotes(text)) {
                throw new Problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "LABELS_MALFORMED",
                        "A quote is never closed, so rows are lost");
            }
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException otherEncoding) {
            throw new Problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "LABELS_MALFORMED",
                    "The file is not UTF-8%s: save it as CSV in UTF-8".formatted(isUtf16(bytes) ? " but UTF-16" : ""));
        }
    }

    /** The reader would take all that follows for one cell. */
    private static boolean endsInQuotes(String text) {
        boolean quoted = false;
        boolean begins = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && (quoted || begins)) {
                boolean doubled = quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
                i += doubled ? 1 : 0;
                quoted = doubled || !quoted;
            }
            begins = !quoted && (c == ',' || c == '\n' || c == '\r');
        }
        return quoted;
    }

    private static boolean isUtf16(byte[] bytes) {
        return bytes.length > 1 && ((bytes[0] & 0xff) == 0xff || (bytes[0] & 0xff) == 0xfe);
    }

    private static List<String> checked(List<String> header) {
        var first = header.getFirst();
        OTHER_MARKS.chars().filter(mark -> first.indexOf(mark) >= 0).findFirst().ifPresent(mark -> {
            throw new Problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "LABELS_MALFORMED",
                    "%s stands between the names of the columns; separate them with commas, and decimals with points"
                            .formatted(mark == '\t' ? "A tab" : (char) mark));
        });
        return header;
    }

    private static Label label(NamedCsvRecord row, int number, Instant now) {
        if (row.getFieldCount() != row.getHeader().size()) {
            throw malformed(
                    number,
                    "%d fields where the header has %d"
                            .formatted(row.getFieldCount(), row.getHeader().size()));
        }
        var observedAt = row.findField(OBSERVED_AT).filter(text -> !text.isEmpty());
        return new Label(
                cell(row, number, ID),
                cell(row, number, LABEL),
                observedAt.map(text -> time(text, number)).orElse(now));
    }

    private static String cell(NamedCsvRecord row, int number, String column) {
        var text = row.findField(column)
                .orElseThrow(() -> new Problem(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "FIELD_REQUIRED",
                                "The file has no such column; it has %s".formatted(String.join(", ", row.getHeader())))
                        .with("column", column));
        if (text.isEmpty()) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "FIELD_REQUIRED", "A cell is empty")
                    .with("row", number)
                    .with("column", column);
        }
        if (text.length() > FeedbackController.MAX_LENGTH) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "LABEL_TOO_LONG", "A label or an id is too long")
                    .with("row", number)
                    .with("column", column)
                    .with("limit", FeedbackController.MAX_LENGTH);
        }
        return text;
    }

    private static Instant time(String text, int number) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException notATime) {
            throw new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "LABELS_MALFORMED",
                            "A time is written like 2026-11-28T12:00:00Z")
                    .with("row", number)
                    .with("column", OBSERVED_AT);
        }
    }

    private static Problem tooMany() {
        return new Problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "LABELS_OUT_OF_RANGE",
                        "The file has too many labels: send it in parts")
                .with("limit", MOST_LABELS);
    }

    private static Problem malformed(int number, String fault) {
        return new Problem(
                        HttpStatus.UNPROCESSABLE_CONTENT, "LABELS_MALFORMED", "The file is no CSV: %s".formatted(fault))
                .with("row", number);
    }
}
