package dev.millrace.ingestion.dataset.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.ingestion.dataset.Compression;
import dev.millrace.ingestion.dataset.Mode;
import dev.millrace.ingestion.dataset.check.FileFormat;
import dev.millrace.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** What the headers of an upload say, read strictly. */
record UploadHeaders(
        FileFormat format,
        Compression compression,
        @Nullable String idempotencyKey,
        @Nullable String digest,
        String fileName,
        boolean flatten) {

    private static final String EXTENDED = "UTF-8''";
    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    static UploadHeaders of(HttpServletRequest request) {
        var name = request.getHeader("X-File-Name");
        return new UploadHeaders(
                format(request.getContentType()),
                compression(request.getHeader("Content-Encoding")),
                matching("Idempotency-Key", request.getHeader("Idempotency-Key"), KEY),
                matching("X-Content-SHA256", request.getHeader("X-Content-SHA256"), DIGEST),
                name == null ? "" : fileName(name),
                flatten(request.getHeader("X-Flatten")));
    }

    /** A name in other characters than those of ASCII comes as an extended value of RFC 8187. */
    private static String fileName(String header) {
        if (!header.startsWith(EXTENDED)) {
            return header;
        }
        try {
            var name = URLDecoder.decode(header.substring(EXTENDED.length()).replace("+", "%2B"), UTF_8);
            return name.replaceAll("\\p{Cntrl}", "\ufffd");
        } catch (IllegalArgumentException broken) {
            return header;
        }
    }

    private static boolean flatten(@Nullable String value) {
        return switch (value == null ? "false" : value.toLowerCase(Locale.ROOT)) {
            case "false" -> false;
            case "true" -> true;
            default ->
                throw new Problem(HttpStatus.BAD_REQUEST, "HEADER", "X-Flatten is true or false")
                        .with("pointer", "X-Flatten");
        };
    }

    static Mode mode(String mode) {
        return switch (mode) {
            case "append" -> Mode.APPEND;
            case "snapshot" -> Mode.SNAPSHOT;
            default ->
                throw new Problem(HttpStatus.BAD_REQUEST, "PARAMETER", "mode is append or snapshot")
                        .with("pointer", "mode");
        };
    }

    private static FileFormat format(@Nullable String contentType) {
        try {
            var type = contentType == null ? null : MediaType.parseMediaType(contentType);
            if (type != null) {
                return format(type.getType() + "/" + type.getSubtype(), contentType);
            }
        } catch (InvalidMediaTypeException unreadable) {
            throw unsupported(contentType, unreadable);
        }
        throw unsupported(contentType, null);
    }

    private static FileFormat format(String type, @Nullable String contentType) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "text/csv", "application/csv", "text/tab-separated-values" -> FileFormat.CSV;
            case "application/x-ndjson", "application/jsonl", "application/json" -> FileFormat.JSON_LINES;
            case "application/avro", "avro/binary", "application/vnd.apache.avro" -> FileFormat.AVRO;
            case "application/vnd.apache.parquet", "application/x-parquet" -> FileFormat.PARQUET;
            default -> throw unsupported(contentType, null);
        };
    }

    private static Compression compression(@Nullable String encoding) {
        return switch (encoding == null ? "identity" : encoding.toLowerCase(Locale.ROOT)) {
            case "identity" -> Compression.NONE;
            case "gzip", "x-gzip" -> Compression.GZIP;
            case "zstd" -> Compression.ZSTD;
            default ->
                throw new Problem(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "CONTENT_ENCODING",
                        "Content-Encoding is gzip, zstd or identity");
        };
    }

    private static @Nullable String matching(String header, @Nullable String value, Pattern pattern) {
        if (value != null && !pattern.matcher(value).matches()) {
            throw new Problem(HttpStatus.BAD_REQUEST, "HEADER", "Header " + header + " has another form")
                    .with("pointer", header);
        }
        return value;
    }

    private static Problem unsupported(@Nullable String actual, @Nullable Throwable cause) {
        var problem = new Problem(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "UNSUPPORTED_MEDIA_TYPE",
                "Content-Type is text/csv, application/x-ndjson, application/json, application/avro or"
                        + " application/vnd.apache.parquet");
        problem.initCause(cause);
        return actual == null ? problem : problem.with("actual", actual);
    }
}
