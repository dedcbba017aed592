package dev.millrace.ingestion.dataset.web;

import dev.millrace.datasets.Column;
import dev.millrace.ingestion.dataset.FindDatasets.Dataset;
import dev.millrace.ingestion.dataset.check.Habits;
import java.time.Instant;
import java.util.List;

/**
 * A dataset in a listing: its columns with the types that its versions established, and whether the next file keeps to them.
 *
 * @param habits in which its files write what can be understood in two ways
 */
record DatasetView(
        String dataset, long versions, List<Column> columns, boolean settled, Habits habits, Instant changedAt) {

    static DatasetView of(Dataset found) {
        return new DatasetView(
                found.name(), found.versions(), found.columns(), found.settled(), found.habits(), found.changedAt());
    }
}
