package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.Column;
import dev.millrace.ingestion.dataset.EstablishedColumns.Established;
import dev.millrace.ingestion.dataset.check.CheckedFile;
import dev.millrace.ingestion.dataset.check.ChosenColumn;
import dev.millrace.ingestion.dataset.check.FileSettings;
import dev.millrace.ingestion.dataset.check.TextCheck;
import dev.millrace.ingestion.dataset.check.TextCheck.CheckedText;
import dev.millrace.ingestion.dataset.check.TextRows;
import dev.millrace.ingestion.dataset.check.UnderstoodText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * A file whose values are text, or are written as text. It is parsed by our check alone, which hands DuckDB values of the types
 * that it expects after some rows. Where all rows say otherwise, the file is read again.
 */
final class TextFile implements ReadableFile {

    /** A large file is read by so many threads at once. */
    private static final int STRETCHES = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);

    private final TextCheck check;
    private final FileSettings settings;
    private CheckedText read;

    /** @param sample what some rows look like */
    TextFile(TextCheck check, CheckedText sample, FileSettings settings) {
        this.check = check;
        this.read = sample;
        this.settings = settings;
    }

    @Override
    public Converted convert(Established established, Supplier<PartDrafts> drafts) {
        try {
            while (true) {
                var expected = understood(established);
                try (var parts = drafts.get()) {
                    read = read(expected, parts);
                    var found = understood(established);
                    if (found.isReadAs(expected)) {
                        return converted(found.withTotals(parts::sum), parts);
                    }
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public String faultCode() {
        return "FILE_UNREADABLE";
    }

    private CheckedText read(UnderstoodText expected, PartDrafts parts) throws IOException {
        var outcome = written(check.rows(expected, STRETCHES), expected, parts);
        if (outcome instanceof CheckedFile.Rejected && parts.count() > 1) {
            parts.remove();
            outcome = written(check.rows(expected, 1), expected, parts);
        }
        var text = expected.text().with(outcome);
        return check.otherwise(text);
    }

    private static CheckedFile written(List<TextRows> rows, UnderstoodText expected, PartDrafts parts) {
        return parts.write(
                rows, expected.columns().stream().map(ChosenColumn::name).toList(), expected.truthWords());
    }

    private UnderstoodText understood(Established established) {
        return switch (read.outcome()) {
            case CheckedFile.Accepted accepted ->
                UnderstoodText.of(read, accepted, settings, established.types(), established.habits());
            case CheckedFile.Rejected(var findings, var total) -> throw new RejectedFileException(findings, total);
        };
    }

    private Converted converted(UnderstoodText found, PartDrafts parts) {
        var withValues =
                found.columns().stream().filter(column -> column.column().hasValues());
        return new Converted(
                parts.commit(((CheckedFile.Accepted) read.outcome()).rows()),
                found.columns().stream().map(TextFile::column).toList(),
                withValues.map(TextFile::column).toList(),
                found.reading(),
                found.habits());
    }

    private static Column column(ChosenColumn column) {
        return new Column(column.name(), column.type());
    }
}
