package dev.millrace.monitoring.labelled.duckdb;

import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import dev.millrace.monitoring.labelled.LabelledRows;
import dev.millrace.pipelines.FeedbackColumns;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Rows from Parquet files. DuckDB is opened for some rows and closed again: it holds memory while it is open. */
@Component
class DuckDbLabelledRows implements LabelledRows {

    private static final Limits LIMITS = new Limits(64 << 20, 1L << 30, 1);

    private final LocalArtifactStore artifacts;

    DuckDbLabelledRows(LocalArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    @Override
    public Version open(List<String> parts) {
        var digests = parts.stream().map(Digest::new).toList();
        digests.forEach(artifacts::path);
        var datasets = new Datasets(artifacts, LIMITS);
        try {
            var session = datasets.open(digests);
            return new OpenVersion(
                    datasets,
                    session,
                    session.columns().stream().map(Column::name).toList());
        } catch (RuntimeException unreadable) {
            datasets.close();
            throw unreadable;
        }
    }

    private record OpenVersion(Datasets datasets, DatasetSession session, List<String> columns) implements Version {

        @Override
        public List<@Nullable String> texts(String column, long from, int most) {
            var query = "SELECT CAST(%s AS VARCHAR) FROM data WHERE %s IS NOT NULL LIMIT %d OFFSET %d"
                    .formatted(session.identifier(column), session.identifier(FeedbackColumns.PREDICTION), most, from);
            return Arrays.asList(session.readColumns(query).getFirst().strings());
        }

        @Override
        public void close() {
            session.close();
            datasets.close();
        }
    }
}
