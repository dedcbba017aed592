package dev.millrace.training.learn.train;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.millrace.training.learn.graph.Attributes;
import dev.millrace.training.learn.graph.GraphBuilder;
import dev.millrace.training.learn.graph.Tensors;
import dev.millrace.training.learn.graph.Transform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A weighted sum and a sigmoid. Codes are looked up instead of being spread over a column each. */
final class LogisticHead implements LearnedHead {

    private final int dense;
    private final int categories;
    private final float[] denseWeights;
    private final float[] codeWeights;
    private final float bias;
    private final double[] contributions;

    private LogisticHead(Transform transform, float[] weights, float bias, double[] contributions) {
        this.dense = transform.dense();
        this.categories = transform.width() - dense;
        this.denseWeights = Arrays.copyOf(weights, dense);
        this.codeWeights = Arrays.copyOfRange(weights, dense, weights.length);
        this.bias = bias;
        this.contributions = contributions;
    }

    /** A column contributes as much as its part of the sum varies over the training rows. */
    static LogisticHead of(Transform transform, Matrix train, float[] weights, float bias) {
        double[] contributions = new double[transform.width()];
        for (int column = 0; column < contributions.length; column++) {
            double sum = 0;
            double squares = 0;
            for (int row = 0; row < train.rows(); row++) {
                float value = train.at(row, column);
                double part =
                        column < transform.dense() ? value * weights[column] : weights[transform.dense() + (int) value];
                sum += part;
                squares += part * part;
            }
            double mean = sum / train.rows();
            contributions[column] = Math.sqrt(Math.max(0, squares / train.rows() - mean * mean));
        }
        return new LogisticHead(transform, weights, bias, contributions);
    }

    @Override
    public void append(GraphBuilder graph, String matrix, List<String> classes) {
        List<String> sums = new ArrayList<>();
        if (dense > 0 && categories > 0) {
            String numbers = graph.fresh();
            String codes = graph.fresh();
            String sizes = graph.constant(Tensors.longs(dense, categories));
            graph.addNamed("", "Split", List.of(matrix, sizes), List.of(numbers, codes), Attributes.number("axis", 1));
            sums.add(quantities(graph, numbers));
            sums.add(looked(graph, codes));
        } else {
            sums.add(dense > 0 ? quantities(graph, matrix) : looked(graph, matrix));
        }
        String sum = sums.size() == 1 ? sums.getFirst() : graph.add("Add", sums);
        probabilities(graph, graph.add("Add", List.of(sum, graph.constant(Tensors.floats(bias)))), classes);
    }

    @Override
    public double[] weights() {
        return contributions.clone();
    }

    private String quantities(GraphBuilder graph, String numbers) {
        return graph.add("MatMul", List.of(numbers, graph.constant(Tensors.column(denseWeights))));
    }

    private String looked(GraphBuilder graph, String codes) {
        String places = graph.cast(codes, TensorProto.DataType.INT64);
        String found = graph.add("Gather", List.of(graph.constant(Tensors.floats(codeWeights)), places));
        return graph.add("ReduceSum", List.of(found, graph.constant(Tensors.longs(1))));
    }

    private static void probabilities(GraphBuilder graph, String margin, List<String> classes) {
        String yes = graph.add("Sigmoid", List.of(margin));
        String no = graph.add("Sub", List.of(graph.constant(Tensors.floats(1)), yes));
        graph.addNamed("", "Concat", List.of(no, yes), List.of("probabilities"), Attributes.number("axis", 1));
        graph.output("probabilities", TensorProto.DataType.FLOAT, classes.size());
        String chosen = graph.add("GreaterOrEqual", List.of(yes, graph.constant(Tensors.floats(0.5f))));
        String place = graph.add(
                "Squeeze", List.of(graph.cast(chosen, TensorProto.DataType.INT64), graph.constant(Tensors.longs(1))));
        graph.addNamed(
                GraphBuilder.ML,
                "LabelEncoder",
                List.of(place),
                List.of("label"),
                Attributes.tensor("keys_tensor", Tensors.longs(0, 1)),
                Attributes.tensor("values_tensor", Tensors.texts(classes)),
                Attributes.tensor("default_tensor", Tensors.texts(classes.subList(0, 1))));
        graph.output("label", TensorProto.DataType.STRING, 0);
    }
}
