package dev.millrace.training.learn;

import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import dev.millrace.datasets.Sql;
import dev.millrace.models.ModelPackages;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpecs;
import dev.millrace.training.learn.rows.RunMemory;
import dev.millrace.values.TruthWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that learning needs, in one directory. */
final class Workbench implements AutoCloseable {

    static final Progress UNWATCHED = new Progress() {
        @Override
        public void at(String stage, double fraction, Map<String, String> figures) {}

        @Override
        public boolean cancelled() {
            return false;
        }
    };

    final LocalArtifactStore artifacts;
    final Datasets datasets;
    final ModelPackages packages;
    final LearnModel learn;

    Workbench(Path directory) {
        artifacts = new LocalArtifactStore(directory);
        datasets = new Datasets(artifacts, new Limits(256L << 20, 1L << 30, 2));
        packages = new ModelPackages(artifacts);
        learn = new LearnFromRows(datasets, artifacts, Clock.systemUTC(), new RunMemory(Long.MAX_VALUE));
    }

    /** Types of stored columns; DuckDB would find others too, such as times with a zone, which ingestion stores in UTC. */
    private static final String TYPES = "['BOOLEAN', 'BIGINT', 'DOUBLE', 'DATE', 'TIMESTAMP', 'VARCHAR']";

    /** Stores a CSV file as one part, typed as DuckDB reads it. */
    Digest csv(Path file) throws IOException {
        try (var session = datasets.connect();
                var copy = artifacts.draft()) {
            Files.copy(file, copy.stream());
            var inside = artifacts.path(copy.commit());
            return part(
                    session,
                    "SELECT * FROM read_csv(" + Sql.literal(inside.toString())
                            + ", sample_size = -1, auto_type_candidates = " + TYPES + ")");
        }
    }

    /** Stores the rows of a query as one part. */
    Digest rows(String query) {
        try (var session = datasets.connect()) {
            return part(session, query);
        }
    }

    /** The same, of which the file says that one column of truth values was written in such words. */
    Digest rows(String query, String column, TruthWords words) {
        try (var session = datasets.connect()) {
            return part(
                    session,
                    query,
                    ", KV_METADATA {" + Sql.identifier("millrace.truth." + column) + ": "
                            + Sql.literal(words.word(true)) + "}");
        }
    }

    Learned learn(PipelineSpec spec, List<Digest> parts, @Nullable Champion champion) {
        return learn.learn(task(spec, parts), () -> Optional.ofNullable(champion), UNWATCHED);
    }

    LearningTask task(PipelineSpec spec, List<Digest> parts) {
        var data = new TrainingData("rows", List.of(1L), parts, Map.of(), new Digest("0".repeat(64)));
        return new LearningTask(spec, PipelineSpecs.digest(spec), 1, "run-1", data, null);
    }

    static PipelineSpec spec(String yaml) {
        return PipelineSpecs.parse(yaml, () -> 42);
    }

    private Digest part(DatasetSession session, String query) {
        return part(session, query, "");
    }

    private Digest part(DatasetSession session, String query, String options) {
        try (var draft = artifacts.draft()) {
            session.execute("COPY (" + query + ") TO "
                    + Sql.literal(draft.file().toString()) + " (FORMAT PARQUET" + options + ")");
            return draft.commit();
        }
    }

    @Override
    public void close() {
        datasets.close();
    }
}
