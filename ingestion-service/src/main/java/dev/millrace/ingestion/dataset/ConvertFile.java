package dev.millrace.ingestion.dataset;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.artifacts.StorageFullException;
import dev.millrace.datasets.DatasetException;
import dev.millrace.datasets.DatasetMemoryException;
import dev.millrace.datasets.Datasets;
import dev.millrace.ingestion.dataset.EstablishedColumns.Established;
import dev.millrace.web.Problem;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Reads a file and writes it as Parquet parts, rows in the order of the file. Files are converted side by side and share DuckDB's
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

    /** @throws RejectedFileException where the file has faults */
    Converted convert(ReadableFile file, Established established) {
        try {
            return converted(file, established, conversions.readLock());
        } catch (DatasetMemoryException shared) {
            log.info("A file is converted again, by itself: {}", shared.getMessage());
            return alone(file, established);
        }
    }

    private Converted alone(ReadableFile file, Established established) {
        try {
            return converted(file, established, conversions.writeLock());
        } catch (DatasetMemoryException failure) {
            throw (Problem) new Problem(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "FILE_NEEDS_MEMORY",
                            "Converting a file with so many columns needs more memory than ingestion gives to DuckDB. Leave"
                                    + " columns out, or have millrace.datasets.memory of ingestion raised")
                    .initCause(failure);
        }
    }

    private Converted converted(ReadableFile file, Established established, Lock turn) {
        turn.lock();
        try {
            return file.convert(established, () -> new PartDrafts(datasets, artifacts));
        } catch (DatasetException | UncheckedIOException failure) {
            throw problem(failure, file.faultCode());
        } finally {
            turn.unlock();
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
