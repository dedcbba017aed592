package dev.millrace.validation.dataset.duckdb;

import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import dev.millrace.validation.rule.Advice;
import dev.millrace.validation.rule.Finding;
import dev.millrace.validation.rule.Judgement;
import dev.millrace.validation.rule.Schema;
import dev.millrace.validation.rule.Statistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Profiles one stored file, and holds it against a schema, without a stack: {@code ProfileFile STORE DIGEST [DATASET SCHEMA]}.
 * The {@code millrace} command starts it for files that are not uploaded, so that they are judged by the same code.
 */
final class ProfileFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long MEMORY = 512L << 20;

    private ProfileFile() {}

    /** What is printed, as JSON. */
    record Profile(boolean usable, List<Finding> findings, Statistics statistics) {}

    public static void main(String[] arguments) throws IOException {
        var schema =
                arguments.length > 3 ? JSON.readValue(Files.readString(Path.of(arguments[3])), Schema.class) : null;
        var dataset = arguments.length > 2 ? arguments[2] : "DATASET";
        try (var artifacts = new LocalArtifactStore(Path.of(arguments[0]));
                var datasets = new Datasets(artifacts, new Limits(MEMORY, 0, 2))) {
            var statistics = new DuckDbProfile(datasets).profile(List.of(new Digest(arguments[1])), schema);
            System.out.println(JSON.writeValueAsString(profile(schema, statistics, dataset)));
        }
    }

    private static Profile profile(@Nullable Schema schema, Statistics statistics, String dataset) {
        if (schema == null) {
            return new Profile(true, List.of(), statistics);
        }
        var judgement = Judgement.of(schema, statistics, 0);
        var findings = judgement.findings().stream()
                .map(finding -> Advice.with(finding, dataset))
                .toList();
        return new Profile(judgement.usable(), findings, statistics);
    }
}
