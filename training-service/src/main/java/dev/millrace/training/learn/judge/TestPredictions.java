package dev.millrace.training.learn.judge;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.RowChunk;
import dev.millrace.datasets.RowSource;
import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.models.Outputs;
import dev.millrace.pipelines.Task;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.rows.RawColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
        var columns = columns(signature, test, scores);
        try (var session = datasets.connect();
                var draft = artifacts.draft()) {
            session.write(
                    new Source(columns, test.size()),
                    columns.stream().map(Written::name).toList(),
                    Map.of(),
                    draft.file());
            return draft.commit();
        }
    }

    /** Puts the value of a row into its place of a chunk. */
    @FunctionalInterface
    private interface Value {
        void put(int row, RowChunk chunk, int column, int place);
    }

    /** A column of the file. */
    private record Written(String name, ColumnType type, Value value) {}

    private static List<Written> columns(List<Feature> signature, Part test, float[] scores) {
        var columns = new ArrayList<Written>();
        for (var feature : signature) {
            columns.add(raw(feature, test.rows().column(feature.name()).orElseThrow()));
        }
        var outputs = test.labels().outputs();
        columns.add(new Written(
                free("row", columns),
                ColumnType.INTEGER,
                (row, chunk, column, place) -> chunk.whole(column, place, row)));
        columns.add(new Written(
                free("label", columns),
                ColumnType.STRING,
                (row, chunk, column, place) -> text(outputs.name(test.labels().value(row)), chunk, column, place)));
        columns.add(new Written(
                free("prediction", columns),
                ColumnType.STRING,
                (row, chunk, column, place) -> text(outputs.answer(scores, row), chunk, column, place)));
        for (int score = firstScore(outputs); score < outputs.width(); score++) {
            int of = score;
            columns.add(new Written(
                    free(outputs.task() == Task.MULTICLASS ? "score_" + score : "score", columns),
                    ColumnType.DOUBLE,
                    (row, chunk, column, place) -> chunk.real(column, place, scores[row * outputs.width() + of])));
        }
        return columns;
    }

    /** Of two classes one score tells the other. */
    private static int firstScore(Outputs outputs) {
        return outputs.task() == Task.BINARY ? 1 : 0;
    }

    private static String free(String name, List<Written> taken) {
        var free = name;
        while (isTaken(free, taken)) {
            free += "_";
        }
        return free;
    }

    private static boolean isTaken(String name, List<Written> columns) {
        return columns.stream().anyMatch(column -> column.name().equalsIgnoreCase(name));
    }

    private static Written raw(Feature feature, RawColumn values) {
        Value present = switch (feature.kind()) {
            case NUMBER -> (row, chunk, column, place) -> chunk.real(column, place, values.number(row));
            case BOOLEAN -> (row, chunk, column, place) -> chunk.truth(column, place, values.number(row) != 0);
            case TEXT, TIME -> (row, chunk, column, place) -> text(values.text(row), chunk, column, place);
        };
        return new Written(feature.name(), type(feature), (row, chunk, column, place) -> {
            if (values.missing(row)) {
                chunk.missing(column, place);
            } else {
                present.put(row, chunk, column, place);
            }
        });
    }

    private static ColumnType type(Feature feature) {
        return switch (feature.kind()) {
            case NUMBER -> ColumnType.DOUBLE;
            case BOOLEAN -> ColumnType.BOOLEAN;
            case TEXT, TIME -> ColumnType.STRING;
        };
    }

    private static void text(String text, RowChunk chunk, int column, int place) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        chunk.text(column, place, utf8, 0, utf8.length);
    }

    /** The rows in their order. */
    private static final class Source implements RowSource {

        private final List<Written> columns;
        private final int rows;
        private int next;

        Source(List<Written> columns, int rows) {
            this.columns = columns;
            this.rows = rows;
        }

        @Override
        public List<ColumnType> types() {
            return columns.stream().map(Written::type).toList();
        }

        @Override
        public int next(RowChunk chunk) {
            int place = 0;
            for (; next < rows && !chunk.isFull(place); next++, place++) {
                for (int column = 0; column < columns.size(); column++) {
                    columns.get(column).value().put(next, chunk, column, place);
                }
            }
            return place;
        }
    }
}
