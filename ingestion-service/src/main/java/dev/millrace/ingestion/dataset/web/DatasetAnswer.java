package dev.millrace.ingestion.dataset.web;

import dev.millrace.datasets.Column;
import dev.millrace.ingestion.dataset.FindDatasets.Dataset;
import java.time.Instant;
import java.util.List;

/** A dataset in a listing: its columns with the types that its versions established. */
record DatasetAnswer(String dataset, long versions, List<Column> columns, Instant changedAt) {

    static DatasetAnswer of(Dataset found) {
        return new DatasetAnswer(found.name(), found.versions(), found.columns(), found.changedAt());
    }
}
