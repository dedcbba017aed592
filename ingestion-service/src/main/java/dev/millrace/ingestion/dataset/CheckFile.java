package dev.millrace.ingestion.dataset;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.artifacts.StorageFullException;
import dev.millrace.datasets.DatasetException;
import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Datasets;
import dev.millrace.ingestion.dataset.check.CheckLimits;
import dev.millrace.ingestion.dataset.check.CheckedFile;
import dev.millrace.ingestion.dataset.check.FileFormat;
import dev.millrace.ingestion.dataset.check.FileSettings;
import dev.millrace.ingestion.dataset.check.Finding;
import dev.millrace.ingestion.dataset.check.FirstBytes;
import dev.millrace.ingestion.dataset.check.ParquetCheck;
import dev.millrace.ingestion.dataset.check.TextCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Reads a received file strictly, and makes it readable for the conversion. */
final class CheckFile {

    /** A large file is checked by so many threads at once. */
    private static final int STRETCHES = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);

    private final Datasets datasets;
    private final LocalArtifactStore artifacts;
    private final CheckLimits limits;

    CheckFile(Datasets datasets, LocalArtifactStore artifacts, CheckLimits limits) {
        this.datasets = datasets;
        this.artifacts = artifacts;
        this.limits = limits;
    }

    /** @throws RejectedFileException where the file has faults */
    ReadableFile check(ReceivedFile file, FileFormat format, FileSettings settings) {
        try {
            var contradiction = FirstBytes.contradict(format, head(file));
            if (contradiction.isPresent()) {
                throw new RejectedFileException(List.of(contradiction.get()), 1);
            }
            return switch (format) {
                case CSV, JSON_LINES, AVRO -> text(file, format, settings);
                case PARQUET -> parquet(file, settings.flatten());
            };
        } catch (IOException failure) {
            if (StorageFullException.isCauseOf(failure)) {
                throw ReceiveFile.full(failure);
            }
            throw new UncheckedIOException(failure);
        }
    }

    private ReadableFile text(ReceivedFile file, FileFormat format, FileSettings settings) throws IOException {
        var name = UUID.randomUUID().toString();
        var rows = IntStream.range(0, STRETCHES)
                .mapToObj(i -> artifacts.scratch().resolve(name + "." + i))
                .toList();
        try {
            var text = new TextCheck(file.path(), file.dropped(), format, settings, limits).check(rows);
            return switch (text.outcome()) {
                case CheckedFile.Accepted accepted -> new TextFile(rows, text, accepted, settings);
                case CheckedFile.Rejected(var findings, var total) -> throw new RejectedFileException(findings, total);
            };
        } catch (IOException | RuntimeException failure) {
            for (var written : rows) {
                Files.deleteIfExists(written);
            }
            throw failure;
        }
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

    private static byte[] head(ReceivedFile file) throws IOException {
        try (var input = Files.newInputStream(file.path())) {
            return input.readNBytes(FirstBytes.LENGTH);
        }
    }
}
