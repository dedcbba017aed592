package dev.millrace.local.client;

import dev.millrace.local.stack.Complaint;
import java.io.FileNotFoundException;
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
        var headers = new HashMap<String, String>();
        headers.put("Content-Type", contentType());
        headers.put("X-File-Name", path.getFileName().toString());
        if (name().endsWith(".gz")) {
            headers.put("Content-Encoding", "gzip");
        }
        try {
            var body = BodyPublishers.ofFile(path);
            return api.upload(
                    "/v1/datasets/" + Api.step(dataset) + "/versions?mode=" + mode, Map.copyOf(headers), body);
        } catch (FileNotFoundException e) {
            throw new Complaint("there is no file " + path + " that could be read", e);
        }
    }

    private String contentType() {
        var name = name().replaceFirst("\\.gz$", "");
        if (name.endsWith(".csv")) {
            return "text/csv";
        }
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return "application/x-ndjson";
        }
        if (name.endsWith(".parquet")) {
            return "application/vnd.apache.parquet";
        }
        throw new Complaint("cannot tell the format of " + path
                + ": it should end in .csv, .jsonl or .parquet, or in one" + " of them and .gz");
    }

    private String name() {
        return path.getFileName().toString().toLowerCase(Locale.ROOT);
    }
}
