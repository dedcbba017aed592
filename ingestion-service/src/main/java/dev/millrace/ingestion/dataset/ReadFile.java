package dev.millrace.ingestion.dataset;

import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.Chunk;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import dev.millrace.ingestion.dataset.EstablishedColumns.Established;
import dev.millrace.ingestion.dataset.check.CheckLimits;
import dev.millrace.ingestion.dataset.check.FileFormat;
import dev.millrace.ingestion.dataset.check.FileSettings;
import dev.millrace.ingestion.dataset.check.Habits;
import dev.millrace.ingestion.dataset.check.Reading;
import dev.millrace.web.Problem;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads one file as an upload is read, without a stack: {@code ReadFile STORE FILE FORMAT COMPRESSION REQUEST}. The
 * {@code millrace} command starts it for files that are not uploaded, so that they are understood by the same code. Ends with 10
 * where an upload would be refused.
 */
final class ReadFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int REFUSED = 10;

    /** As much as ingestion gives to DuckDB unless it is set otherwise, in bytes. */
    private static final long MEMORY = 1L << 30;

    /** As many as an upload may have unless it is set otherwise. */
    private static final int COLUMNS = new Binder()
            .bindOrCreate("millrace.ingestion.upload", UploadProperties.class)
            .columns();

    private final LocalArtifactStore artifacts;
    private final Datasets datasets;

    private ReadFile(LocalArtifactStore artifacts, Datasets datasets) {
        this.artifacts = artifacts;
        this.datasets = datasets;
    }

    /**
     * How it is to be read.
     *
     * @param settings of its dataset; null for none
     * @param columns that its dataset has settled the types of
     * @param habits of its dataset; null for none
     * @param rows where its rows shall stand as JSON lines; null for nowhere
     */
    record Request(
            @Nullable FileSettings settings,
            List<Column> columns,
            @Nullable Habits habits,
            @Nullable String rows) {}

    /** What is printed, as JSON. */
    record Answer(List<String> digests, long rows, long bytes, List<Column> columns, Reading reading) {}

    public static void main(String[] arguments) throws IOException {
        // The answer alone is printed; what is logged goes where errors go.
        var answers = System.out;
        System.setOut(System.err);
        var request = JSON.readValue(Files.readString(Path.of(arguments[4])), Request.class);
        try (var artifacts = new LocalArtifactStore(Path.of(arguments[0]));
                var datasets = new Datasets(artifacts, new Limits(MEMORY, 0, 2))) {
            var format = Stream.of(FileFormat.values())
                    .filter(each -> each.label().equals(arguments[2]))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no format " + arguments[2]));
            var answer = new ReadFile(artifacts, datasets)
                    .read(Path.of(arguments[1]), format, Compression.valueOf(arguments[3]), request);
            answers.println(JSON.writeValueAsString(answer));
        } catch (RejectedFileException rejected) {
            refuse(rejected.problem(), answers);
        } catch (Problem problem) {
            refuse(problem, answers);
        }
    }

    private static void refuse(Problem problem, PrintStream answers) {
        var told = new LinkedHashMap<String, @Nullable Object>(
                Map.of("code", problem.code(), "detail", String.valueOf(problem.getMessage())));
        told.putAll(problem.extensions());
        answers.println(JSON.writeValueAsString(told));
        System.exit(REFUSED);
    }

    private Answer read(Path file, FileFormat format, Compression compression, Request request) throws IOException {
        var settings = request.settings() == null ? FileSettings.NONE : request.settings();
        var properties = new UploadProperties(
                DataSize.ofTerabytes(1),
                DataSize.ofTerabytes(1),
                Integer.MAX_VALUE,
                DataSize.ofBytes(0),
                Duration.ofDays(1),
                COLUMNS,
                1);
        var receive = new ReceiveFile(artifacts, properties, System::nanoTime);
        try (var body = Files.newInputStream(file);
                var received = receive.receive(body, Files.size(file), compression, null)) {
            var readable =
                    new CheckFile(datasets, CheckLimits.DEFAULT.columns(COLUMNS)).check(received, format, settings);
            var converted = new ConvertFile(datasets, artifacts).convert(readable, established(request));
            var digests = converted.parts().stream().map(StoredPart::digest).toList();
            if (request.rows() != null) {
                writeRows(digests.stream().map(Digest::new).toList(), Path.of(request.rows()));
            }
            return new Answer(digests, converted.rows(), converted.bytes(), converted.stored(), converted.reading());
        }
    }

    private static Established established(Request request) {
        var types = new LinkedHashMap<String, ColumnType>();
        request.columns().forEach(column -> types.put(column.name(), column.type()));
        return new Established(types, Objects.requireNonNullElse(request.habits(), Habits.NONE));
    }

    /** An object a line, times as in ISO 8601. */
    private void writeRows(List<Digest> parts, Path target) throws IOException {
        try (var session = datasets.open(parts);
                var lines = Files.newBufferedWriter(target)) {
            var columns = session.columns();
            var names = columns.stream()
                    .map(column -> JSON.writeValueAsString(column.name()) + ":")
                    .toList();
            var selected = columns.stream()
                    .map(column -> "CAST(to_json(" + plain(column, session.identifier(column.name())) + ") AS VARCHAR)")
                    .collect(Collectors.joining(", "));
            session.stream("SELECT " + selected + " FROM data", chunk -> {
                for (int row = 0; row < chunk.rows(); row++) {
                    writeRow(names, chunk, row, lines);
                }
            });
        }
    }

    private static String plain(Column column, String identifier) {
        return column.type() == ColumnType.TIMESTAMP
                ? "replace(CAST(" + identifier + " AS VARCHAR), ' ', 'T')"
                : identifier;
    }

    private static void writeRow(List<String> names, Chunk chunk, int row, Writer lines) {
        var line = new StringJoiner(",", "{", "}\n");
        for (int column = 0; column < names.size(); column++) {
            line.add(names.get(column) + (chunk.isNull(column, row) ? "null" : chunk.text(column, row)));
        }
        try {
            lines.write(line.toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
