package dev.millrace.ingestion.dataset;

import dev.millrace.artifacts.ArtifactStore.Draft;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Sql;
import dev.millrace.ingestion.dataset.check.CheckedFile;
import dev.millrace.ingestion.dataset.check.TextRows;
import dev.millrace.values.TruthWords;
import dev.millrace.web.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.http.HttpStatus;

/** Parquet files that become parts of a version once they are committed, and are gone when they are closed without that. */
final class PartDrafts implements AutoCloseable {

    private final Datasets datasets;
    private final LocalArtifactStore artifacts;
    private final List<Draft> drafts = new ArrayList<>();

    PartDrafts(Datasets datasets, LocalArtifactStore artifacts) {
        this.datasets = datasets;
        this.artifacts = artifacts;
    }

    int count() {
        return drafts.size();
    }

    /** One more, with the rows of a query. */
    void write(String query) {
        var draft = draft();
        try (var session = datasets.connect()) {
            session.write(query, draft.file());
        }
    }

    /** One more for each stretch of a file, all of them at once; answers what came of reading the stretches. */
    CheckedFile write(List<TextRows> stretches, List<String> names, Map<String, TruthWords> words) {
        var writings = new ArrayList<Callable<CheckedFile>>();
        for (TextRows rows : stretches) {
            var draft = draft();
            writings.add(() -> written(rows, names, words, draft));
        }
        try (var threads = Executors.newFixedThreadPool(stretches.size())) {
            var written = threads.invokeAll(writings);
            var whole = result(written.getFirst());
            for (var next : written.subList(1, written.size())) {
                whole = whole.followedBy(result(next));
            }
            return whole;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while a file was read", stopped);
        }
    }

    private CheckedFile written(TextRows rows, List<String> names, Map<String, TruthWords> words, Draft draft)
            throws IOException {
        try (rows;
                var session = datasets.connect()) {
            session.write(rows, names, words, draft.file());
            return rows.outcome();
        }
    }

    private static CheckedFile result(Future<CheckedFile> written) throws InterruptedException {
        try {
            return written.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed.getCause() instanceof IOException disk
                    ? new UncheckedIOException(disk)
                    : new IllegalStateException("a file could not be read", failed.getCause());
        }
    }

    /** Of a column of numbers, by its name. */
    double sum(String column) {
        var sum = new double[1];
        try (var session = datasets.openFiles(drafts.stream().map(Draft::file).toList())) {
            session.query(
                    "SELECT coalesce(sum(CAST(" + session.identifier(column) + " AS DOUBLE)), 0) FROM data",
                    row -> sum[0] = row.getDouble(1));
        }
        return sum[0];
    }

    /** Stores them, which must have so many rows. */
    List<StoredPart> commit(long rows) {
        var counts = drafts.stream().map(this::rows).toList();
        long actual = counts.stream().mapToLong(Long::longValue).sum();
        if (actual != rows) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "ROW_COUNT", "The file gave another number of rows")
                    .with("expected", rows)
                    .with("actual", actual);
        }
        var parts = new ArrayList<StoredPart>();
        for (int i = 0; i < drafts.size(); i++) {
            parts.add(part(drafts.get(i), counts.get(i)));
        }
        return parts;
    }

    /** Drops all of them. */
    void remove() {
        drafts.forEach(Draft::close);
        drafts.clear();
    }

    @Override
    public void close() {
        remove();
    }

    private Draft draft() {
        var draft = artifacts.draft();
        drafts.add(draft);
        return draft;
    }

    private long rows(Draft draft) {
        var rows = new long[1];
        try (var session = datasets.connect()) {
            session.query(
                    "SELECT num_rows FROM parquet_file_metadata("
                            + Sql.literal(draft.file().toString()) + ")",
                    row -> rows[0] = row.getLong(1));
        }
        return rows[0];
    }

    private static StoredPart part(Draft draft, long rows) {
        try {
            long bytes = Files.size(draft.file());
            return new StoredPart(draft.commit().hex(), rows, bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
