package dev.millrace.monitoring.estimate.duckdb;

import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.ColumnData;
import dev.millrace.datasets.DatasetException;
import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelRefusedException;
import dev.millrace.models.Outputs;
import dev.millrace.monitoring.estimate.ReadTestAnswers;
import dev.millrace.monitoring.estimate.TestAnswers;
import dev.millrace.pipelines.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The test rows from a package's Parquet file. That is read once a version, so DuckDB is opened for it and closed again: it holds memory
 * while it is open.
 */
@Component
class DuckDbTestAnswers implements ReadTestAnswers {

    /** Written last, in this order: row, label, prediction, and then the scores. */
    private static final int BEFORE_SCORES = 3;

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
        var outputs = manifest.outputs();
        var predictions = new Digest(manifest.testPredictions());
        artifacts.path(predictions);
        try (var datasets = new Datasets(artifacts, LIMITS);
                var session = datasets.open(List.of(predictions))) {
            return read(session, manifest, outputs);
        } catch (DatasetException unreadable) {
            throw new ModelRefusedException("TEST_PREDICTIONS_UNREADABLE", String.valueOf(unreadable.getMessage()));
        }
    }

    private static TestAnswers read(DatasetSession session, ModelPackage manifest, Outputs outputs) {
        var columns = session.columns();
        int first = manifest.signature().size();
        int stored = outputs.task() == Task.BINARY ? 1 : outputs.width();
        if (columns.size() != first + BEFORE_SCORES + stored) {
            throw new ModelRefusedException(
                    "PACKAGE_MALFORMED", "the test predictions have other columns than the signature");
        }
        var wanted = new ArrayList<String>();
        wanted.add("CAST(%s AS VARCHAR)"
                .formatted(session.identifier(columns.get(first + 1).name())));
        columns.subList(first + BEFORE_SCORES, columns.size())
                .forEach(column -> wanted.add("CAST(%s AS DOUBLE)".formatted(session.identifier(column.name()))));
        long most = Math.min(MOST_ROWS, MOST_SCORES / stored);
        long rows = session.readColumns("SELECT count(*) FROM data").getFirst().longs()[0];
        var values = session.readColumns("SELECT %s FROM data WHERE %s %% %d = 0"
                .formatted(
                        String.join(", ", wanted),
                        session.identifier(columns.get(first).name()),
                        Math.max(1, Math.ceilDiv(rows, most))));
        var truths = truths(outputs, values.getFirst());
        return new TestAnswers(outputs, truths, scores(outputs, values.subList(1, values.size()), truths.length));
    }

    private static double[] truths(Outputs outputs, ColumnData labels) {
        var texts = labels.strings();
        var truths = new double[texts.length];
        for (int row = 0; row < truths.length; row++) {
            truths[row] = truth(outputs, texts[row]);
            if (Double.isNaN(truths[row]) || (outputs.task().isClassification() && truths[row] < 0)) {
                throw new ModelRefusedException(
                        "PACKAGE_MALFORMED", "a test prediction has no label of the classes, or no number");
            }
        }
        return truths;
    }

    private static double truth(Outputs outputs, @Nullable String label) {
        if (label == null || outputs.task().isClassification()) {
            return outputs.classes().indexOf(label);
        }
        try {
            return Double.parseDouble(label);
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    /** Row by row; of two classes the first has what the second leaves. */
    private static float[] scores(Outputs outputs, List<ColumnData> stored, int rows) {
        int width = outputs.width();
        var scores = new float[rows * width];
        for (int place = 0; place < stored.size(); place++) {
            var numbers = stored.get(place).doubles();
            int column = place + width - stored.size();
            for (int row = 0; row < rows; row++) {
                if (Double.isNaN(numbers[row])) {
                    throw new ModelRefusedException("PACKAGE_MALFORMED", "a test prediction has no score");
                }
                scores[row * width + column] = (float) numbers[row];
                if (outputs.task() == Task.BINARY) {
                    scores[row * width] = 1 - (float) numbers[row];
                }
            }
        }
        return scores;
    }
}
