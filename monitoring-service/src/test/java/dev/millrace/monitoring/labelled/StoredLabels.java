package dev.millrace.monitoring.labelled;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import java.util.List;

/** Files of versions as ingestion stores them. */
public final class StoredLabels {

    private StoredLabels() {}

    /**
     * Stores rows and answers the file's digest.
     *
     * @param columns with their types, as SQL has them
     * @param rows as SQL has them, without brackets
     */
    public static String of(String columns, List<String> rows, LocalArtifactStore artifacts) {
        try (var datasets = new Datasets(artifacts, new Limits(64 << 20, 1L << 30, 1));
                var session = datasets.connect();
                var draft = artifacts.draft()) {
            session.execute("CREATE TEMP TABLE labels (%s)".formatted(columns));
            session.execute("INSERT INTO labels VALUES (%s)".formatted(String.join("), (", rows)));
            session.execute("COPY labels TO '%s' (FORMAT PARQUET)".formatted(draft.file()));
            return draft.commit().hex();
        }
    }
}
