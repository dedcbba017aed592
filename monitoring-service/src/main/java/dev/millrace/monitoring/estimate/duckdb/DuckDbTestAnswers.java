package dev.millrace.monitoring.estimate.duckdb;

import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnData;
import dev.millrace.datasets.DatasetException;
import dev.millrace.datasets.DatasetMemoryException;
import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelRefusedException;
import dev.millrace.models.TestTable;
import dev.millrace.monitoring.estimate.ReadTestAnswers;
import dev.millrace.monitoring.estimate.TestAnswers;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The test rows from a package's Parquet file. That is read once a version, so DuckDB is opened for it and closed again: it holds memory
 * while it is open.
 */
@Component
class DuckDbTestAnswers implements ReadTestAnswers {

    /** Of more rows every so many is read. */
    private static final int MOST_ROWS = 50_000;

    private static final int MOST_SCORES = 500_000;

    private static final Limits LIMITS = new Limits(64 << 20, 1L << 30, 1);

    private final LocalArtifactStore artifacts;

    DuckDbTestAnswers(LocalArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    @Override
    public TestAnswers of(ModelPackage manifest) {
        var predictions = new Digest(manifest.parts().testPredictions());
        artifacts.path(predictions);
        try (var datasets = new Datasets(artifacts, LIMITS);
                var session = datasets.open(List.of(predictions))) {
            return read(session, manifest);
        } catch (DatasetException | DatasetMemoryException unreadable) {
            throw new ModelRefusedException("TEST_PREDICTIONS_UNREADABLE", String.valueOf(unreadable.getMessage()));
        }
    }

    private static TestAnswers read(DatasetSession session, ModelPackage manifest) {
        var table = TestTable.of(
                manifest, session.columns().stream().map(Column::name).toList());
        var wanted = new ArrayList<String>();
        wanted.add("CAST(%s AS VARCHAR)".formatted(session.identifier(table.label())));
        table.scores().forEach(score -> wanted.add("CAST(%s AS DOUBLE)".formatted(session.identifier(score))));
        long most = Math.min(MOST_ROWS, MOST_SCORES / table.scores().size());
        long rows = session.readColumns("SELECT count(*) FROM data").getFirst().longs()[0];
        var values = session.readColumns("SELECT %s FROM data WHERE %s %% %d = 0"
                .formatted(
                        String.join(", ", wanted),
                        session.identifier(table.row()),
                        Math.max(1, Math.ceilDiv(rows, most))));
        return new TestAnswers(
                table.outputs(),
                table.truths(values.getFirst().strings()),
                table.scores(values.stream().skip(1).map(ColumnData::doubles).toList()));
    }
}
