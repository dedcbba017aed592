package dev.millrace.training.learn.train;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.millrace.models.Outputs;
import dev.millrace.pipelines.Task;
import dev.millrace.training.learn.graph.Attributes;
import dev.millrace.training.learn.graph.GraphBuilder;
import dev.millrace.training.learn.graph.Tensors;
import dev.millrace.training.learn.graph.Transform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Weighted sums: one for a number or for two classes, one a class for more. Codes are looked up instead of spread. */
final class LinearHead implements LearnedHead {

    private final int dense;
    private final int categories;
    private final float[][] weights;
    private final float[] biases;
    private final double[] contributions;
    private final Function<Matrix, float[]> own;

    private LinearHead(
            Transform transform,
            float[][] weights,
            float[] biases,
            double[] contributions,
            Function<Matrix, float[]> own) {
        this.dense = transform.dense();
        this.categories = transform.width() - dense;
        this.weights = weights;
        this.biases = biases;
        this.contributions = contributions;
        this.own = own;
    }

    /**
     * A column contributes as much as its part of the sums varies over the training rows.
     *
     * @param weights for each dense column and then for each code, one a sum
     * @param biases one a sum
     * @param own what the trainer's own model says of rows
     */
    static LinearHead of(
            Transform transform, Matrix train, float[][] weights, float[] biases, Function<Matrix, float[]> own) {
        double[] contributions = new double[transform.width()];
        for (int column = 0; column < contributions.length; column++) {
            for (int sum = 0; sum < biases.length; sum++) {
                contributions[column] += deviation(transform, train, weights, column, sum);
            }
        }
        return new LinearHead(transform, weights, biases, contributions, own);
    }

    private static double deviation(Transform transform, Matrix train, float[][] weights, int column, int sum) {
        boolean quantity = column < transform.dense();
        double total = 0;
        double squares = 0;
        for (int row = 0; row < train.rows(); row++) {
            float value = train.at(row, column);
            double part = quantity ? value * weights[column][sum] : weights[transform.dense() + (int) value][sum];
            total += part;
            squares += part * part;
        }
        double mean = total / train.rows();
        return Math.sqrt(Math.max(0, squares / train.rows() - mean * mean));
    }

    @Override
    public void append(GraphBuilder graph, String matrix, Outputs outputs) {
        var sums = new ArrayList<String>();
        if (dense > 0 && categories > 0) {
            var numbers = graph.fresh();
            var codes = graph.fresh();
            var sizes = graph.constant(Tensors.longs(dense, categories));
            graph.addNamed("", "Split", List.of(matrix, sizes), List.of(numbers, codes), Attributes.number("axis", 1));
            sums.add(quantities(graph, numbers));
            sums.add(looked(graph, codes));
        } else {
            sums.add(dense > 0 ? quantities(graph, matrix) : looked(graph, matrix));
        }
        var sum = sums.size() == 1 ? sums.getFirst() : graph.add("Add", sums);
        end(graph, graph.add("Add", List.of(sum, graph.constant(Tensors.floats(biases)))), outputs);
    }

    @Override
    public float[] scores(Matrix rows) {
        return own.apply(rows);
    }

    @Override
    public double[] weights() {
        return contributions.clone();
    }

    private String quantities(GraphBuilder graph, String numbers) {
        return graph.add("MatMul", List.of(numbers, graph.constant(matrix(0, dense))));
    }

    private String looked(GraphBuilder graph, String codes) {
        var places = graph.cast(codes, TensorProto.DataType.INT64);
        var found = graph.add("Gather", List.of(graph.constant(matrix(dense, weights.length)), places));
        return graph.add(
                "ReduceSum", List.of(found, graph.constant(Tensors.longs(1))), Attributes.number("keepdims", 0));
    }

    private TensorProto matrix(int from, int to) {
        float[] values = new float[(to - from) * biases.length];
        for (int i = from; i < to; i++) {
            System.arraycopy(weights[i], 0, values, (i - from) * biases.length, biases.length);
        }
        return Tensors.matrix(to - from, biases.length, values);
    }

    private static void end(GraphBuilder graph, String sums, Outputs outputs) {
        if (outputs.task() == Task.REGRESSION) {
            graph.addNamed("", "Identity", List.of(sums), List.of("label"));
            graph.output("label", TensorProto.DataType.FLOAT, 1);
            return;
        }
        if (outputs.task() == Task.BINARY) {
            var yes = graph.add("Sigmoid", List.of(sums));
            var no = graph.add("Sub", List.of(graph.constant(Tensors.floats(1)), yes));
            graph.addNamed("", "Concat", List.of(no, yes), List.of("probabilities"), Attributes.number("axis", 1));
            label(graph, squeezed(graph, chosen(graph, yes, outputs)), outputs);
        } else {
            graph.addNamed("", "Softmax", List.of(sums), List.of("probabilities"), Attributes.number("axis", 1));
            label(
                    graph,
                    graph.add(
                            "ArgMax",
                            List.of("probabilities"),
                            Attributes.number("axis", 1),
                            Attributes.number("keepdims", 0)),
                    outputs);
        }
        graph.output(
                "probabilities", TensorProto.DataType.FLOAT, outputs.classes().size());
    }

    private static String chosen(GraphBuilder graph, String yes, Outputs outputs) {
        var threshold = graph.constant(Tensors.floats((float) outputs.threshold()));
        return graph.cast(graph.add("GreaterOrEqual", List.of(yes, threshold)), TensorProto.DataType.INT64);
    }

    private static String squeezed(GraphBuilder graph, String places) {
        return graph.add("Squeeze", List.of(places, graph.constant(Tensors.longs(1))));
    }

    private static void label(GraphBuilder graph, String place, Outputs outputs) {
        long[] places = new long[outputs.classes().size()];
        Arrays.setAll(places, i -> i);
        graph.addNamed(
                GraphBuilder.ML,
                "LabelEncoder",
                List.of(place),
                List.of("label"),
                Attributes.tensor("keys_tensor", Tensors.longs(places)),
                Attributes.tensor("values_tensor", Tensors.texts(outputs.classes())),
                Attributes.tensor(
                        "default_tensor", Tensors.texts(outputs.classes().subList(0, 1))));
        graph.output("label", TensorProto.DataType.STRING, 0);
    }
}
