package dev.millrace.ingestion.dataset;

import dev.millrace.artifacts.StorageFullException;
import dev.millrace.datasets.DatasetException;
import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Datasets;
import dev.millrace.ingestion.dataset.check.CheckLimits;
import dev.millrace.ingestion.dataset.check.CheckedFile;
import dev.millrace.ingestion.dataset.check.FileContent;
import dev.millrace.ingestion.dataset.check.FileFormat;
import dev.millrace.ingestion.dataset.check.FileSettings;
import dev.millrace.ingestion.dataset.check.Finding;
import dev.millrace.ingestion.dataset.check.FirstBytes;
import dev.millrace.ingestion.dataset.check.ParquetCheck;
import dev.millrace.ingestion.dataset.check.TextCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Opens a received file, as far as nothing is wrong with its beginning. */
final class CheckFile {

    private final Datasets datasets;
    private final CheckLimits limits;

    CheckFile(Datasets datasets, CheckLimits limits) {
        this.datasets = datasets;
        this.limits = limits;
    }

    /** @throws RejectedFileException where the file has faults, some of which may be found only by its conversion */
    ReadableFile check(ReceivedFile file, FileFormat format, FileSettings settings) {
        try {
            var content = FileContent.of(file.path());
            if (format != FileFormat.PARQUET) {
                return text(content, file.dropped(), format, settings);
            }
            refuseOtherFormat(content, format);
            return parquet(file, settings.flatten());
        } catch (IOException failure) {
            if (StorageFullException.isCauseOf(failure)) {
                throw ReceiveFile.full(failure);
            }
            throw new UncheckedIOException(failure);
        }
    }

    /** Of a file that may still arrive, in a format other than Parquet, which says only at its end what it holds. */
    ReadableFile check(ArrivingFile file, FileFormat format, FileSettings settings) {
        try {
            return text(file, file.dropped(), format, settings);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private ReadableFile text(FileContent content, int dropped, FileFormat format, FileSettings settings)
            throws IOException {
        refuseOtherFormat(content, format);
        var check = new TextCheck(content, dropped, format, settings, limits);
        var sample = check.sample();
        if (sample.outcome() instanceof CheckedFile.Rejected(var findings, var total)) {
            throw new RejectedFileException(findings, total);
        }
        return new TextFile(check, sample, settings);
    }

    private ReadableFile parquet(ReceivedFile file, boolean flatten) throws IOException {
        try (var session = datasets.connect()) {
            var findings = ParquetCheck.check(file.path(), session, limits, flatten);
            if (!findings.isEmpty()) {
                throw new RejectedFileException(findings, findings.size());
            }
            var readable = readable(file, session);
            if (!readable.unsupported().isEmpty()) {
                throw new RejectedFileException(
                        readable.unsupported(), readable.unsupported().size());
            }
            return readable;
        }
    }

    private static ParquetFile readable(ReceivedFile file, DatasetSession session) {
        try {
            return ParquetFile.of(file.path(), session);
        } catch (DatasetException unreadable) {
            var rejected = new RejectedFileException(
                    List.of(Finding.of("PARQUET_CORRUPT", "The file's content cannot be read")), 1);
            rejected.initCause(unreadable);
            throw rejected;
        }
    }

    private static void refuseOtherFormat(FileContent content, FileFormat format) throws IOException {
        var contradiction = FirstBytes.contradict(format, content.head(FirstBytes.LENGTH));
        if (contradiction.isPresent()) {
            throw new RejectedFileException(List.of(contradiction.get()), 1);
        }
    }
}
