package dev.millrace.training.learn;

import dev.millrace.models.OnnxGraph;
import dev.millrace.models.Outputs;
import dev.millrace.training.learn.graph.Transform;
import dev.millrace.training.learn.judge.RowMetrics;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.train.LearnedHead;
import dev.millrace.training.learn.train.Parameters;
import java.util.Map;

/** One candidate, learned: the whole graph, loaded, with its parameters. Judged by what the graph itself answers. */
final class CandidateModel implements AutoCloseable {

    private final String trainer;
    private final Parameters parameters;
    private final Transform transform;
    private final LearnedHead head;
    private final byte[] onnx;
    private final OnnxGraph graph;

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

    float[] scores(Part part) {
        return graph.run(part.raw(transform.plan().signature()));
    }

    Map<String, Double> metrics(Part part) {
        return RowMetrics.of(part.labels(), scores(part));
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
