package dev.millrace.training.learn;

import dev.millrace.models.OnnxGraph;
import dev.millrace.models.Outputs;
import dev.millrace.training.learn.graph.Transform;
import dev.millrace.training.learn.judge.RowMetrics;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.train.LearnedHead;
import dev.millrace.training.learn.train.Matrix;
import dev.millrace.training.learn.train.Parameters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** One candidate, learned: the whole graph, loaded, with its parameters. Judged by what the graph itself answers. */
final class CandidateModel implements AutoCloseable {

    private static final int MOST_TRAINING_ROWS = 20_000;
    private static final int MOST_ROWS_ASKED_TWICE = 20_000;

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
        return metrics(some(part, MOST_TRAINING_ROWS));
    }

    /** The part itself where it has no more rows. */
    private static Part some(Part part, int most) {
        return part.size() <= most ? part : part.select(evenly(part.size(), most));
    }

    /** Places of so many rows at most, which lie evenly among all. */
    private static int[] evenly(int rows, int most) {
        int[] some = new int[Math.min(rows, most)];
        Arrays.setAll(some, i -> (int) ((long) i * rows / some.length));
        return some;
    }

    /**
     * The largest difference between what the graph and what the trainer's own model says of these rows, or of some of many. Only the
     * trainer's model is asked for it: the graph's answers about all of them are known, for they are judged by these.
     * Probabilities have the scale 1; a number has itself for its scale or, where that is larger, the spread of the labels.
     */
    double parity(Part part) {
        int[] rows = evenly(part.size(), MOST_ROWS_ASKED_TWICE);
        Part asked = part.select(rows);
        float[] graphs = scores(part);
        float[] own = own(asked);
        int width = graph.width();
        double scale =
                asked.labels().classes().isEmpty() ? spread(asked.labels().values()) : 1;
        double worst = 0;
        for (int i = 0; i < own.length; i++) {
            float answer = graphs[rows[i / width] * width + i % width];
            worst = Math.max(worst, Math.abs(answer - own[i]) / Math.max(scale, Math.abs(own[i])));
        }
        return worst;
    }

    /** What the trainer's own model says of the rows. */
    float[] own(Part part) {
        return head.scores(new Matrix(TrainingMatrices.run(transform, part), part.labels()));
    }

    private static double spread(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double variance = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        return Math.max(Float.MIN_NORMAL, Math.sqrt(variance));
    }

    /** Shares of the features, in the order of the plan, summing to 1; equal ones when nothing was learned. */
    double[] importances() {
        double[] shares = new double[transform.plan().features().size()];
        double[] weights = head.weights();
        double total = 0;
        for (int column = 0; column < weights.length; column++) {
            int[] features = transform.features(column);
            for (int feature : features) {
                shares[feature] += weights[column] / features.length;
            }
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
