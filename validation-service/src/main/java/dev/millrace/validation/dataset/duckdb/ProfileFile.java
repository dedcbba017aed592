package dev.millrace.validation.dataset.duckdb;

import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import dev.millrace.validation.rule.Finding;
import dev.millrace.validation.rule.Misfits;
import dev.millrace.validation.rule.Standard;
import dev.millrace.validation.rule.Statistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Profiles one file, and holds it against a schema, without a stack: {@code ProfileFile STORE DIGESTS [REQUEST]}, the digests of its
 * stored parts with commas between them.
 * The {@code millrace} command starts it for files that are not uploaded, so that they are judged by the same code.
 */
final class ProfileFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long MEMORY = 512L << 20;

    private ProfileFile() {}

    /** What is printed, as JSON. */
    record Profile(boolean usable, List<Finding> findings, Statistics statistics) {}

    /**
     * What the file is held to.
     *
     * @param dataset that it would be a version of
     * @param previous what the newest usable version of the dataset looks like; null where there is none
     * @param columns about which ingestion has something to tell
     */
    record Request(
            String dataset, Standard standard, @Nullable Statistics previous, List<ReadColumn> columns) {

        List<Misfits> misfits() {
            return columns.stream()
                    .filter(column -> column.misfits() > 0)
                    .map(column -> new Misfits(
                            column.name(),
                            column.type(),
                            column.values(),
                            column.misfits(),
                            column.examples().stream()
                                    .map(each -> Misfits.example(each.row(), each.text()))
                                    .toList()))
                    .toList();
        }
    }

    /** A column as ingestion has read it. */
    record ReadColumn(String name, ColumnType type, long values, long misfits, List<Example> examples) {}

    /** A misfit. */
    record Example(long row, String text) {}

    public static void main(String[] arguments) throws IOException {
        // The profile alone is printed; what is logged goes where errors go.
        var profiles = System.out;
        System.setOut(System.err);
        var request = arguments.length > 2
                ? JSON.readValue(Files.readString(Path.of(arguments[2])), Request.class)
                : new Request("", Standard.NONE, null, List.of());
        try (var artifacts = new LocalArtifactStore(Path.of(arguments[0]));
                var datasets = new Datasets(artifacts, new Limits(MEMORY, 0, 2))) {
            var statistics = new DuckDbProfile(datasets)
                    .profile(
                            Stream.of(arguments[1].split(",")).map(Digest::new).toList(),
                            request.standard().schema());
            var judgement = request.standard()
                    .judge(statistics, request.misfits(), () -> Optional.ofNullable(request.previous()));
            profiles.println(JSON.writeValueAsString(
                    new Profile(judgement.usable(), judgement.advised(request.dataset()), statistics)));
        }
    }
}
