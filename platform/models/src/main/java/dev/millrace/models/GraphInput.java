package dev.millrace.models;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import dev.millrace.models.ModelPackage.Feature;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One input of a graph and the columns that it takes: one column, or the columns of a matrix in the order of the signature. Numbers
 * are given as the graph wants them, which is as doubles or as floats.
 */
record GraphInput(String name, OnnxJavaType type, List<Integer> columns) {

    private static final double LARGEST = 1e38;
    private static final int SHOWN = 5;

    GraphInput {
        columns = List.copyOf(columns);
    }

    /**
     * Which columns of the signature each input takes.
     *
     * @throws ModelRefusedException where the graph has other inputs than the signature names
     */
    static List<GraphInput> of(Map<String, NodeInfo> graph, List<Feature> signature) {
        var columns = new LinkedHashMap<String, List<Integer>>();
        for (int column = 0; column < signature.size(); column++) {
            columns.computeIfAbsent(signature.get(column).input(), first -> new ArrayList<>())
                    .add(column);
        }
        if (!columns.keySet().equals(graph.keySet())) {
            throw mismatch(
                    "the signature names the inputs %s, the graph has %s: give each column the input that takes it"
                            .formatted(some(columns.keySet()), some(graph.keySet())));
        }
        var inputs = new ArrayList<GraphInput>();
        columns.forEach((name, places) -> {
            var node = graph.get(name);
            if (node == null || !(node.getInfo() instanceof TensorInfo tensor)) {
                throw mismatch(
                        "input " + name + " is no tensor: export the model with a matrix of numbers or of texts");
            }
            inputs.add(new GraphInput(name, tensor.type, places).checked(tensor, signature));
        });
        return inputs;
    }

    private GraphInput checked(TensorInfo tensor, List<Feature> signature) {
        for (int column : columns) {
            boolean text = isText(signature.get(column));
            boolean fitting = text ? isText() : isNumber();
            if (!fitting) {
                throw mismatch("column %s is %s, input %s takes %s: export the model with %s"
                        .formatted(
                                signature.get(column).name(),
                                text ? "text" : "a number",
                                name,
                                type,
                                text ? "texts (StringTensorType)" : "floats or doubles (FloatTensorType)"));
            }
        }
        long[] shape = tensor.getShape();
        boolean known = shape.length == 2 && shape[1] >= 0;
        if (known && shape[1] != columns.size()) {
            throw mismatch(
                    "input %s takes %d columns, the signature gives it %d: name each column of the matrix, in its order"
                            .formatted(name, shape[1], columns.size()));
        }
        return this;
    }

    /** So many names as can be read. */
    private static String some(Set<String> names) {
        var first = names.stream().sorted().limit(SHOWN).collect(Collectors.joining(", "));
        return names.size() > SHOWN
                ? "[%s and %d more]".formatted(first, names.size() - SHOWN)
                : "[%s]".formatted(first);
    }

    private boolean isNumber() {
        return type == OnnxJavaType.DOUBLE || type == OnnxJavaType.FLOAT;
    }

    boolean isText() {
        return type == OnnxJavaType.STRING;
    }

    static boolean isText(Feature feature) {
        return feature.kind() == Feature.Kind.TEXT;
    }

    private static ModelRefusedException mismatch(String detail) {
        return new ModelRefusedException("SIGNATURE_MISMATCH", detail);
    }

    /** The tensor of all rows. */
    OnnxTensor tensor(OrtEnvironment environment, Rows rows) throws OrtException {
        long[] shape = {rows.size(), columns.size()};
        if (isText()) {
            return OnnxTensor.createTensor(environment, texts(rows), shape);
        }
        if (type == OnnxJavaType.FLOAT) {
            return OnnxTensor.createTensor(environment, floats(rows), shape);
        }
        return OnnxTensor.createTensor(environment, doubles(rows), shape);
    }

    String[] texts(Rows rows) {
        int width = columns.size();
        if (width == 1) {
            return rows.texts(columns.getFirst());
        }
        String[] all = new String[rows.size() * width];
        for (int place = 0; place < width; place++) {
            String[] column = rows.texts(columns.get(place));
            for (int row = 0; row < column.length; row++) {
                all[row * width + place] = column[row];
            }
        }
        return all;
    }

    private DoubleBuffer doubles(Rows rows) {
        int width = columns.size();
        if (width == 1) {
            return DoubleBuffer.wrap(rows.numbers(columns.getFirst()));
        }
        double[] all = new double[rows.size() * width];
        for (int place = 0; place < width; place++) {
            double[] column = rows.numbers(columns.get(place));
            for (int row = 0; row < column.length; row++) {
                all[row * width + place] = column[row];
            }
        }
        return DoubleBuffer.wrap(all);
    }

    private FloatBuffer floats(Rows rows) {
        int width = columns.size();
        float[] all = new float[rows.size() * width];
        for (int place = 0; place < width; place++) {
            double[] column = rows.numbers(columns.get(place));
            for (int row = 0; row < column.length; row++) {
                all[row * width + place] = single(column[row]);
            }
        }
        return FloatBuffer.wrap(all);
    }

    /** As a float has it; what is too large for one is missing, as everywhere else, and not infinite. */
    static float single(double number) {
        return Math.abs(number) > LARGEST ? Float.NaN : (float) number;
    }
}
