package dev.millrace.ingestion.dataset;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.artifacts.StorageFullException;
import dev.millrace.datasets.DatasetException;
import dev.millrace.datasets.DatasetMemoryException;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Sql;
import dev.millrace.web.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Writes a checked file as one Parquet part, rows in the order of the file. Files are converted side by side and share DuckDB's
 * memory. One for which too little was left is converted again when no other is.
 */
final class ConvertFile {

    private static final Logger log = LoggerFactory.getLogger(ConvertFile.class);

    private final Datasets datasets;
    private final LocalArtifactStore artifacts;
    private final ReadWriteLock conversions = new ReentrantReadWriteLock();

    ConvertFile(Datasets datasets, LocalArtifactStore artifacts) {
        this.datasets = datasets;
        this.artifacts = artifacts;
    }

    StoredPart convert(Conversion conversion) {
        try {
            return converted(conversion, conversions.readLock());
        } catch (DatasetMemoryException shared) {
            log.info("A file is converted again, by itself: {}", shared.getMessage());
            return alone(conversion);
        }
    }

    private StoredPart alone(Conversion conversion) {
        try {
            return converted(conversion, conversions.writeLock());
        } catch (DatasetMemoryException failure) {
            throw (Problem) new Problem(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "FILE_NEEDS_MEMORY",
                            "Converting a file with so many columns needs more memory than ingestion gives to DuckDB. Leave"
                                    + " columns out, or have millrace.datasets.memory of ingestion raised")
                    .with("columns", conversion.columns().size())
                    .initCause(failure);
        }
    }

    private StoredPart converted(Conversion conversion, Lock turn) {
        turn.lock();
        try (var draft = artifacts.draft()) {
            long rows = copy(conversion, draft.file());
            long bytes = Files.size(draft.file());
            return new StoredPart(draft.commit().hex(), rows, bytes);
        } catch (DatasetException | UncheckedIOException failure) {
            throw problem(failure, conversion.faultCode());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            turn.unlock();
        }
    }

    private long copy(Conversion conversion, Path target) {
        try (var session = datasets.connect()) {
            session.execute(conversion.into(target));
            var rows = new long[1];
            session.query(
                    "SELECT num_rows FROM parquet_file_metadata(" + Sql.literal(target.toString()) + ")",
                    row -> rows[0] = row.getLong(1));
            if (rows[0] != conversion.rows()) {
                throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "ROW_COUNT", "The file gave another number of rows")
                        .with("expected", conversion.rows())
                        .with("actual", rows[0]);
            }
            return rows[0];
        }
    }

    private static RuntimeException problem(RuntimeException failure, String faultCode) {
        if (StorageFullException.isCauseOf(failure)) {
            return ReceiveFile.full(failure);
        }
        if (failure instanceof DatasetException) {
            log.info("A file that passed its check could not be converted: {}", failure.getMessage());
            return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, faultCode, "The file's content cannot be read");
        }
        return failure;
    }
}
