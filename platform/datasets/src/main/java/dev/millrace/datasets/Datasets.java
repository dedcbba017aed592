package dev.millrace.datasets;

import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.LocalArtifactStore;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * The process's one DuckDB. It may read and write below the artifact directory and nowhere else, loads no extensions,
 * and its configuration is locked; sessions are cheap connections to it.
 */
public final class Datasets implements AutoCloseable {

    private final LocalArtifactStore artifacts;
    private final DuckDBConnection database;

    public Datasets(LocalArtifactStore artifacts, Limits limits) {
        this.artifacts = artifacts;
        try {
            this.database = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
            lock(limits);
        } catch (SQLException failure) {
            throw new DatasetException("could not open DuckDB", failure);
        }
    }

    /** A session whose view {@code data} is the union of the parts, columns matched by name, rows in order. */
    public DatasetSession open(List<Digest> parts) {
        var files = parts.stream().map(artifacts::path).toList();
        return openFiles(files);
    }

    /** As {@link #open}, for Parquet files below the artifact directory that have no digest yet. */
    public DatasetSession openFiles(List<Path> files) {
        var session = connect();
        try {
            session.show(files);
            return session;
        } catch (RuntimeException failure) {
            session.close();
            throw failure;
        }
    }

    /** A session without a view. */
    public DatasetSession connect() {
        try {
            return new DatasetSession(database.duplicate());
        } catch (SQLException failure) {
            throw new DatasetException("could not connect to DuckDB", failure);
        }
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException failure) {
            throw new DatasetException("could not close DuckDB", failure);
        }
    }

    private void lock(Limits limits) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("SET threads = " + limits.threads());
            statement.execute("SET memory_limit = '" + limits.memoryBytes() + " bytes'");
            statement.execute("SET temp_directory = "
                    + Sql.literal(artifacts.scratch().resolve("spill").toString()));
            statement.execute("SET max_temp_directory_size = '" + limits.spillBytes() + " bytes'");
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET autoinstall_known_extensions = false");
            statement.execute("SET autoload_known_extensions = false");
            statement.execute("SET allow_community_extensions = false");
            statement.execute(
                    "SET allowed_directories = [" + Sql.literal(artifacts.root().toString() + "/") + "]");
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
        }
    }
}
