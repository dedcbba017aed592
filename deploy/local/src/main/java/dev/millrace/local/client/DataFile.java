package dev.millrace.local.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.local.stack.Complaint;
import java.io.FileNotFoundException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A file of rows, in a format that its name tells. */
public final class DataFile {

    private final Path path;

    public DataFile(Path path) {
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new Complaint("there is no file " + path + " that could be read");
        }
        this.path = path;
    }

    /** Streams it to ingestion; the answer names the version and the cascade. */
    public JsonNode upload(Api api, String dataset, String mode) {
        return upload(api, dataset, mode, false);
    }

    /** @param flatten whether nested values become columns of their own */
    public JsonNode upload(Api api, String dataset, String mode, boolean flatten) {
        var headers = new HashMap<String, String>();
        if (flatten) {
            headers.put("X-Flatten", "true");
        }
        headers.put("Content-Type", contentType());
        headers.put("X-File-Name", header(path.getFileName().toString()));
        if (!compression().equals("NONE")) {
            headers.put("Content-Encoding", compression().toLowerCase(Locale.ROOT));
        }
        try {
            var body = BodyPublishers.ofFile(path);
            return api.upload(
                    "/v1/datasets/" + Api.step(dataset) + "/versions?mode=" + mode, Map.copyOf(headers), body);
        } catch (FileNotFoundException e) {
            throw new Complaint("there is no file " + path + " that could be read", e);
        }
    }

    /** A name as a header can have it: one with other characters than those of ASCII as an extended value of RFC 8187. */
    static String header(String name) {
        return name.chars().allMatch(c -> c >= ' ' && c <= '~')
                ? name
                : "UTF-8''" + URLEncoder.encode(name, UTF_8).replace("+", "%20");
    }

    /** As ingestion calls it. */
    String compression() {
        return name().endsWith(".gz") ? "GZIP" : name().endsWith(".zst") ? "ZSTD" : "NONE";
    }

    /** As ingestion's events call it. */
    String format() {
        return switch (contentType()) {
            case "text/csv" -> "csv";
            case "application/avro" -> "avro";
            case "application/vnd.apache.parquet" -> "parquet";
            default -> "jsonl";
        };
    }

    private String contentType() {
        var name = name().replaceFirst("\\.(gz|zst)$", "");
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "csv", "tsv", "tab", "psv", "txt" -> "text/csv";
            case "jsonl", "ndjson", "json" -> "application/x-ndjson";
            case "avro" -> "application/avro";
            case "parquet" -> "application/vnd.apache.parquet";
            default ->
                throw new Complaint("cannot tell the format of " + path + ": it should end in .csv, .tsv, .txt, .json,"
                        + " .jsonl, .avro or .parquet, or in one of them and .gz or .zst");
        };
    }

    private String name() {
        return path.getFileName().toString().toLowerCase(Locale.ROOT);
    }
}
