package dev.millrace.local.client;

import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Layout;
import dev.millrace.local.stack.ServiceCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A file that is read and judged here by the services' own code, without being uploaded. Closing removes what that left. */
public final class LocalFile implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final DataFile data;
    private final Path directory;
    private final ServiceCode code;

    public LocalFile(Layout layout, Path file) {
        this.file = file;
        this.data = new DataFile(file);
        this.directory = temporary();
        this.code = new ServiceCode(layout, directory);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("millrace");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for temporary files", e);
        }
    }

    /**
     * How ingestion reads it.
     *
     * @throws Complaint with exit code 10 where ingestion would refuse it
     */
    public JsonNode read(DatasetReading reading) {
        return read(reading.request(null));
    }

    /** As {@link #read}, and the rows as JSON lines in a file that is there until this is closed. */
    public Path rows(DatasetReading reading) {
        var rows = directory.resolve("rows.jsonl");
        read(reading.request(rows.toString()));
        return rows;
    }

    private JsonNode read(JsonNode request) {
        var printed = code.read(
                List.of(store(), file.toString(), data.format(), data.compression(), write("request.json", request)));
        var answer = JSON.readTree(printed.output());
        if (printed.exitCode() == Complaint.REFUSED) {
            throw new Complaint(file + ": " + Api.problem(answer), Complaint.REFUSED);
        }
        return answer;
    }

    /**
     * What validation says of it, once it has been read.
     *
     * @param read what {@link #read} answered
     * @param standard of the dataset that it would be a version of; null for none
     */
    public JsonNode profile(JsonNode read, @Nullable JsonNode standard) {
        var digests = read.path("digests").valueStream().map(JsonNode::asString).collect(Collectors.joining(","));
        var arguments = new ArrayList<>(List.of(store(), digests));
        if (standard != null) {
            var request = (ObjectNode) standard.deepCopy();
            request.set("columns", read.path("reading").path("columns"));
            arguments.add(write("standard.json", request));
        }
        return JSON.readTree(code.profile(arguments).output());
    }

    private String store() {
        return directory.resolve("store").toString();
    }

    private String write(String name, JsonNode value) {
        try {
            return Files.writeString(directory.resolve(name), JSON.writeValueAsString(value))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + name, e);
        }
    }

    @Override
    public void close() {
        try (var left = Files.walk(directory)) {
            for (Path each : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }
}
