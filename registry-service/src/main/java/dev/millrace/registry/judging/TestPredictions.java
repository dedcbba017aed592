package dev.millrace.registry.judging;

import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnData;
import dev.millrace.datasets.Datasets;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelRefusedException;
import dev.millrace.models.Outputs;
import dev.millrace.models.TestTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a version answered on its test rows, as its package has it. */
public final class TestPredictions {

    private final Outputs outputs;
    private final double[] truths;
    private final float[] scores;

    private TestPredictions(Outputs outputs, double[] truths, float[] scores) {
        this.outputs = outputs;
        this.truths = truths;
        this.scores = scores;
    }

    public Outputs outputs() {
        return outputs;
    }

    public int rows() {
        return truths.length;
    }

    public Map<String, Double> metrics() {
        return outputs.metrics(truths, scores);
    }

    /** A list for each true class: how many of its rows were taken for each class. */
    public List<List<Long>> confusion() {
        return outputs.confusion(truths, scores);
    }

    /** Of two classes, whether a row is of the second. */
    public boolean isPositive(int row) {
        return truths[row] == 1;
    }

    /** Of two classes, the score of the second. */
    public float positiveScore(int row) {
        return scores[row * outputs.width() + 1];
    }

    /** @throws ModelRefusedException where the package's predictions do not fit the package */
    public static TestPredictions read(Datasets datasets, ModelPackage manifest) {
        try (var session = datasets.open(List.of(new Digest(manifest.parts().testPredictions())))) {
            var table = TestTable.of(
                    manifest, session.columns().stream().map(Column::name).toList());
            var wanted = new ArrayList<String>();
            wanted.add("CAST(%s AS VARCHAR)".formatted(session.identifier(table.label())));
            table.scores().forEach(score -> wanted.add("CAST(%s AS DOUBLE)".formatted(session.identifier(score))));
            var values = session.readColumns("SELECT %s FROM data".formatted(String.join(", ", wanted)));
            return new TestPredictions(
                    table.outputs(),
                    table.truths(values.getFirst().strings()),
                    table.scores(
                            values.stream().skip(1).map(ColumnData::doubles).toList()));
        }
    }
}
