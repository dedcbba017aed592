package dev.millrace.ingestion.dataset;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.artifacts.StorageFullException;
import dev.millrace.datasets.DatasetException;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Sql;
import dev.millrace.web.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/** Writes a checked file as one Parquet part, rows in the order of the file. */
final class ConvertFile {

    private static final Logger log = LoggerFactory.getLogger(ConvertFile.class);

    private final Datasets datasets;
    private final LocalArtifactStore artifacts;

    ConvertFile(Datasets datasets, LocalArtifactStore artifacts) {
        this.datasets = datasets;
        this.artifacts = artifacts;
    }

    StoredPart convert(Conversion conversion) {
        try (var draft = artifacts.draft()) {
            long rows = copy(conversion, draft.file());
            long bytes = Files.size(draft.file());
            return new StoredPart(draft.commit().hex(), rows, bytes);
        } catch (DatasetException | UncheckedIOException failure) {
            throw problem(failure, conversion.faultCode());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
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
