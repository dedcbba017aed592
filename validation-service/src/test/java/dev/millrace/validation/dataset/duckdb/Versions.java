package dev.millrace.validation.dataset.duckdb;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import dev.millrace.validation.dataset.ProfileVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Stores versions made of queries or CSV text, as ingestion would, and profiles them. */
public final class Versions implements AutoCloseable {

    private final LocalArtifactStore artifacts;
    private final Datasets datasets;
    private final Path scratch;
    private int files;

    public Versions(Path directory) throws IOException {
        artifacts = new LocalArtifactStore(directory.resolve("artifacts"));
        datasets = new Datasets(artifacts, new Limits(256 << 20, 0, 2));
        scratch = Files.createDirectories(directory.resolve("scratch"));
    }

    public ArtifactStore artifacts() {
        return artifacts;
    }

    public ProfileVersion profiles() {
        return new DuckDbProfile(datasets);
    }

    /** The rows of a CSV file for which the condition on {@code position}, the row's number from 0, holds. */
    public Digest ofCsv(Path csv, String condition) {
        var types = "auto_type_candidates=['NULL','BOOLEAN','BIGINT','DOUBLE','DATE','TIMESTAMP','VARCHAR']";
        return ofQuery(
                "SELECT * EXCLUDE position FROM (SELECT *, row_number() OVER () - 1 AS position FROM read_csv('%s', sample_size=-1, %s)) WHERE %s"
                        .formatted(csv, types, condition));
    }

    public Digest ofCsv(String text) throws IOException {
        var csv = Files.writeString(scratch.resolve("text" + files++ + ".csv"), text);
        return ofCsv(csv, "true");
    }

    public Digest ofQuery(String query) {
        var parquet = scratch.resolve("rows" + files++ + ".parquet");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("COPY (%s) TO '%s' (FORMAT parquet)".formatted(query, parquet));
            return artifacts.put(Files.readAllBytes(parquet));
        } catch (SQLException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        datasets.close();
        artifacts.close();
    }
}
