package dev.millrace.models;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The output of a graph that is read: floats, {@code [n,width]}. */
record GraphOutput(String name, int width) {

    /**
     * Of the wanted names the first that the graph has.
     *
     * @throws ModelRefusedException where it has none of them, or what it calls so is something else
     */
    static GraphOutput of(Map<String, NodeInfo> graph, List<String> wanted) {
        var name = wanted.stream().filter(graph::containsKey).findFirst().orElseGet(wanted::getFirst);
        var node = graph.get(name);
        if (node == null) {
            throw mismatch("the graph has no output %s, it has %s".formatted(name, new TreeSet<>(graph.keySet())));
        }
        return switch (node.getInfo()) {
            case TensorInfo tensor when tensor.type == OnnxJavaType.FLOAT -> floats(name, tensor.getShape());
            case TensorInfo tensor ->
                throw mismatch("output %s is %s and not FLOAT: export the model with rows of 32-bit floats"
                                .formatted(name, tensor.type)
                        + " (numpy: rows.astype(numpy.float32))");
            case SequenceInfo _ ->
                throw mismatch("output %s is a sequence of maps: export the model without it".formatted(name)
                        + " (skl2onnx: options={'zipmap': False})");
            default -> throw mismatch("output %s is no tensor".formatted(name));
        };
    }

    private static GraphOutput floats(String name, long[] shape) {
        if (shape.length != 2 || shape[1] < 1) {
            throw mismatch("output " + name + " is not [n,width]");
        }
        return new GraphOutput(name, Math.toIntExact(shape[1]));
    }

    private static ModelRefusedException mismatch(String detail) {
        return new ModelRefusedException("SIGNATURE_MISMATCH", detail);
    }
}
