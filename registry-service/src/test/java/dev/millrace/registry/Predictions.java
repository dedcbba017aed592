package dev.millrace.registry;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Sql;

/** Fixture: test predictions as training writes them, of ten rows of each class. */
public final class Predictions {

    private static final int ROWS = 10;

    private Predictions() {}

    /** @param auc in hundredths, which is what so many pairs allow */
    public static Digest write(Datasets datasets, ArtifactStore artifacts, double auc) {
        int pairs = (int) Math.round(auc * ROWS * ROWS);
        try (var session = datasets.connect();
                var draft = artifacts.draft()) {
            session.execute("CREATE TEMP TABLE predictions "
                    + "(fare DOUBLE, \"row\" BIGINT, label VARCHAR, prediction VARCHAR, score DOUBLE)");
            for (int row = 0; row < ROWS; row++) {
                insert(session, 2 * row, "0", (row + 1) / 20.0);
                // Each negative below a positive is a pair in the right order.
                int below = Math.min(ROWS, (pairs + row) / ROWS);
                insert(session, 2 * row + 1, "1", below / 20.0 + 0.025);
            }
            session.execute("COPY predictions TO " + Sql.literal(draft.file().toString()) + " (FORMAT PARQUET)");
            return draft.commit();
        }
    }

    /** The rows of a query. */
    public static Digest of(Datasets datasets, ArtifactStore artifacts, String query) {
        try (var session = datasets.connect();
                var draft = artifacts.draft()) {
            session.execute(
                    "COPY (" + query + ") TO " + Sql.literal(draft.file().toString()) + " (FORMAT PARQUET)");
            return draft.commit();
        }
    }

    private static void insert(DatasetSession session, int row, String label, double score) {
        session.execute("INSERT INTO predictions VALUES (?, ?, ?, ?, ?)", 1.0, row, label, label, score);
    }
}
