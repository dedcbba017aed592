package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.Column;
import dev.millrace.ingestion.dataset.check.Habits;
import dev.millrace.ingestion.dataset.check.Reading;
import java.util.List;

/**
 * A file that was read and stored.
 *
 * @param stored its columns
 * @param withValues those of them whose types this file establishes, where no earlier one did
 * @param reading how it was understood
 * @param habits that the dataset has after it
 */
record Converted(List<StoredPart> parts, List<Column> stored, List<Column> withValues, Reading reading, Habits habits) {

    Converted {
        parts = List.copyOf(parts);
        stored = List.copyOf(stored);
        withValues = List.copyOf(withValues);
    }

    long rows() {
        return parts.stream().mapToLong(StoredPart::rows).sum();
    }

    long bytes() {
        return parts.stream().mapToLong(StoredPart::bytes).sum();
    }
}
