package dev.millrace.training.learn.judge;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.DatasetException;
import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Sql;
import dev.millrace.datasets.StoredNames;
import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.models.Outputs;
import dev.millrace.pipelines.Task;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.rows.RawColumn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Writes every test row with what the model said about it, so that anybody can check serving, or compute a metric anew. */
public final class TestPredictions {

    private final Datasets datasets;
    private final ArtifactStore artifacts;

    public TestPredictions(Datasets datasets, ArtifactStore artifacts) {
        this.datasets = datasets;
        this.artifacts = artifacts;
    }

    /**
     * A Parquet file: the raw columns, then row, label and prediction, and last the score of the second of two classes, of
     * each of several, or the number; a name that the columns have gets underscores.
     */
    public Digest write(List<Feature> signature, Part test, float[] scores) {
        try (var session = datasets.connect();
                var draft = artifacts.draft()) {
            session.execute(table(signature, test.labels().outputs()));
            append(session, signature, test, scores);
            session.execute("COPY predictions TO " + Sql.literal(draft.file().toString())
                    + " (FORMAT PARQUET, COMPRESSION ZSTD)");
            return draft.commit();
        } catch (SQLException failure) {
            throw new DatasetException("could not write test predictions", failure);
        }
    }

    private static String table(List<Feature> signature, Outputs outputs) {
        var names = new ArrayList<String>();
        var types = new ArrayList<String>();
        for (var feature : signature) {
            names.add(feature.name());
            types.add(type(feature));
        }
        names.add(free("row", names));
        types.add("BIGINT");
        names.add(free("label", names));
        types.add("VARCHAR");
        names.add(free("prediction", names));
        types.add("VARCHAR");
        for (int place = firstScore(outputs); place < outputs.width(); place++) {
            names.add(free(outputs.task() == Task.MULTICLASS ? "score_" + place : "score", names));
            types.add("DOUBLE");
        }
        var stored = StoredNames.of(names);
        return IntStream.range(0, names.size())
                .mapToObj(i -> Sql.identifier(stored.get(i)) + " " + types.get(i))
                .collect(Collectors.joining(", ", "CREATE TEMP TABLE predictions (", ")"));
    }

    private static String type(Feature feature) {
        return switch (feature.kind()) {
            case NUMBER -> "DOUBLE";
            case BOOLEAN -> "BOOLEAN";
            case TEXT, TIME -> "VARCHAR";
        };
    }

    private static String free(String name, List<String> taken) {
        var free = name;
        while (taken.stream().anyMatch(free::equalsIgnoreCase)) {
            free += "_";
        }
        return free;
    }

    private static void append(DatasetSession session, List<Feature> signature, Part test, float[] scores)
            throws SQLException {
        var columns = signature.stream()
                .map(feature -> test.rows().column(feature.name()).orElseThrow())
                .toList();
        var outputs = test.labels().outputs();
        var connection = session.connection().unwrap(DuckDBConnection.class);
        try (var appender = connection.createAppender("temp", "main", "predictions")) {
            for (int row = 0; row < test.size(); row++) {
                appender.beginRow();
                for (int column = 0; column < columns.size(); column++) {
                    append(appender, signature.get(column), columns.get(column), row);
                }
                appender.append((long) row);
                appender.append(outputs.name(test.labels().value(row)));
                appender.append(outputs.answer(scores, row));
                for (int place = firstScore(outputs); place < outputs.width(); place++) {
                    appender.append((double) scores[row * outputs.width() + place]);
                }
                appender.endRow();
            }
        }
    }

    /** Of two classes one score tells the other. */
    private static int firstScore(Outputs outputs) {
        return outputs.task() == Task.BINARY ? 1 : 0;
    }

    private static void append(DuckDBAppender appender, Feature feature, RawColumn column, int row)
            throws SQLException {
        if (column.missing(row)) {
            appender.appendNull();
            return;
        }
        switch (feature.kind()) {
            case NUMBER -> appender.append(column.number(row));
            case BOOLEAN -> appender.append(column.number(row) != 0);
            case TEXT, TIME -> appender.append(column.text(row));
        }
    }
}
