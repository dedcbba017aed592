package dev.millrace.training.learn;

import dev.millrace.models.OnnxGraph;
import dev.millrace.models.Outputs;
import dev.millrace.training.learn.graph.Transform;
import dev.millrace.training.learn.judge.RowMetrics;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.train.LearnedHead;
import dev.millrace.training.learn.train.Parameters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** One candidate, learned: the whole graph, loaded, with its parameters. Judged by what the graph itself answers. */
final class CandidateModel implements AutoCloseable {

    private static final int MOST_TRAINING_ROWS = 100_000;

    private final String trainer;
    private final Parameters parameters;
    private final Transform transform;
    private final LearnedHead head;
    private final byte[] onnx;
    private final OnnxGraph graph;
    private final Map<Part, float[]> scores = new HashMap<>();

    CandidateModel(
            String trainer,
            Parameters parameters,
            Transform transform,
            LearnedHead head,
            Outputs outputs,
            byte[] onnx) {
        this.trainer = trainer;
        this.parameters = parameters;
        this.transform = transform;
        this.head = head;
        this.onnx = onnx;
        this.graph = OnnxGraph.load(
                onnx, transform.plan().signature(), outputs.task().isClassification() ? "probabilities" : "label");
    }

    String trainer() {
        return trainer;
    }

    Parameters parameters() {
        return parameters;
    }

    byte[] onnx() {
        return onnx;
    }

    OnnxGraph graph() {
        return graph;
    }

    /** What the graph says of the rows; asked once a part, because this takes as long as some trees take to grow. */
    float[] scores(Part part) {
        return scores.computeIfAbsent(
                part,
                rows -> rows.through(graph::run, transform.plan().signature(), graph.width())
                        .values());
    }

    Map<String, Double> metrics(Part part) {
        return RowMetrics.of(part.labels(), scores(part));
    }

    /** Metrics of training rows; of so many rows, figures of some of them are as good as those of all. */
    Map<String, Double> metricsOfSome(Part part) {
        int size = Math.min(part.size(), MOST_TRAINING_ROWS);
        int[] some = new int[size];
        Arrays.setAll(some, i -> (int) ((long) i * part.size() / size));
        return metrics(part.select(some));
    }

    /** Shares of the features, in the order of the plan, summing to 1; equal ones when nothing was learned. */
    double[] importances() {
        double[] shares = new double[transform.plan().features().size()];
        double[] weights = head.weights();
        double total = 0;
        for (int column = 0; column < weights.length; column++) {
            shares[transform.feature(column)] += weights[column];
            total += weights[column];
        }
        for (int feature = 0; feature < shares.length; feature++) {
            shares[feature] = total > 0 ? shares[feature] / total : 1.0 / shares.length;
        }
        return shares;
    }

    @Override
    public void close() {
        graph.close();
    }
}
