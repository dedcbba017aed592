package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.DatasetException;
import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Datasets;
import dev.millrace.ingestion.dataset.check.CheckLimits;
import dev.millrace.ingestion.dataset.check.CheckedFile;
import dev.millrace.ingestion.dataset.check.CsvCheck;
import dev.millrace.ingestion.dataset.check.FileFormat;
import dev.millrace.ingestion.dataset.check.Finding;
import dev.millrace.ingestion.dataset.check.FirstBytes;
import dev.millrace.ingestion.dataset.check.JsonLinesCheck;
import dev.millrace.ingestion.dataset.check.ParquetCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** Checks a received file and says how to convert it. */
final class PlanFile {

    private final Datasets datasets;
    private final CheckLimits limits;

    PlanFile(Datasets datasets, CheckLimits limits) {
        this.datasets = datasets;
        this.limits = limits;
    }

    /** @throws RejectedFileException where the file has faults */
    Plan plan(ReceivedFile file, FileFormat format) {
        try {
            var contradiction = FirstBytes.contradict(format, head(file));
            if (contradiction.isPresent()) {
                throw new RejectedFileException(List.of(contradiction.get()), 1);
            }
            return switch (format) {
                case CSV, JSON_LINES -> text(file, format);
                case PARQUET -> parquet(file);
            };
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Plan text(ReceivedFile file, FileFormat format) throws IOException {
        try (InputStream input = Files.newInputStream(file.path())) {
            var checked = format == FileFormat.CSV
                    ? CsvCheck.check(input, file.dropped(), limits)
                    : JsonLinesCheck.check(input, file.dropped(), limits);
            return switch (checked) {
                case CheckedFile.Accepted accepted -> new TextPlan(format, file.path(), accepted);
                case CheckedFile.Rejected(var findings, var total) -> throw new RejectedFileException(findings, total);
            };
        }
    }

    private Plan parquet(ReceivedFile file) throws IOException {
        try (var session = datasets.connect()) {
            var findings = ParquetCheck.check(file.path(), session, limits);
            if (!findings.isEmpty()) {
                throw new RejectedFileException(findings, findings.size());
            }
            var plan = plan(file, session);
            if (!plan.unsupported().isEmpty()) {
                throw new RejectedFileException(
                        plan.unsupported().stream()
                                .map(name -> Finding.of("TYPE_UNSUPPORTED", "The column's type is not accepted")
                                        .in(name))
                                .toList(),
                        plan.unsupported().size());
            }
            return plan;
        }
    }

    private static ParquetPlan plan(ReceivedFile file, DatasetSession session) {
        try {
            return ParquetPlan.of(file.path(), session);
        } catch (DatasetException unreadable) {
            var rejected = new RejectedFileException(
                    List.of(Finding.of("PARQUET_CORRUPT", "The file's content cannot be read")), 1);
            rejected.initCause(unreadable);
            throw rejected;
        }
    }

    private static byte[] head(ReceivedFile file) throws IOException {
        try (InputStream input = Files.newInputStream(file.path())) {
            return input.readNBytes(FirstBytes.LENGTH);
        }
    }
}
