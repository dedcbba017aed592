package dev.millrace.training.learn.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.millrace.models.ModelPackage.Feature;
import java.util.List;

/** Puts a graph together node by node. Tensors are known by name; the inputs' names have a prefix that no other has. */
public final class GraphBuilder {

    /** Operators of the mathematics of machine learning: encoders and trees. */
    public static final String ML = "ai.onnx.ml";

    private static final int IR_VERSION = 9;
    private static final int OPSET = 20;
    private static final int ML_OPSET = 4;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("millrace");
    private int next;

    public GraphBuilder(List<Feature> signature) {
        for (var feature : signature) {
            var type = feature.kind() == Feature.Kind.TEXT ? TensorProto.DataType.STRING : TensorProto.DataType.DOUBLE;
            graph.addInput(tensor(feature.input(), type, 1));
        }
    }

    /** Adds an operator with one output and returns that output's name. */
    public String add(String operator, List<String> inputs, AttributeProto... attributes) {
        return add("", operator, inputs, attributes);
    }

    public String add(String domain, String operator, List<String> inputs, AttributeProto... attributes) {
        var output = fresh();
        addNamed(domain, operator, inputs, List.of(output), attributes);
        return output;
    }

    /** Adds an operator whose outputs have given names. */
    public void addNamed(
            String domain, String operator, List<String> inputs, List<String> outputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setDomain(domain)
                .setOpType(operator)
                .setName(operator + "/" + graph.getNodeCount())
                .addAllInput(inputs)
                .addAllOutput(outputs)
                .addAllAttribute(List.of(attributes)));
    }

    public String concat(List<String> inputs) {
        return inputs.size() == 1 ? inputs.getFirst() : add("Concat", inputs, Attributes.number("axis", 1));
    }

    public String cast(String input, TensorProto.DataType type) {
        return add("Cast", List.of(input), Attributes.number("to", type.getNumber()));
    }

    /** Adds a constant and returns its name. */
    public String constant(TensorProto tensor) {
        var name = fresh();
        graph.addInitializer(tensor.toBuilder().setName(name));
        return name;
    }

    public void output(String name, TensorProto.DataType type, int width) {
        graph.addOutput(width == 0 ? vector(name, type) : tensor(name, type, width));
    }

    public byte[] build() {
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("millrace")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(ML).setVersion(ML_OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    /** A name that nothing else has. */
    public String fresh() {
        return "t" + next++;
    }

    private static ValueInfoProto tensor(String name, TensorProto.DataType type, int width) {
        var shape = TensorShapeProto.newBuilder()
                .addDim(rows())
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(width));
        return value(name, type, shape);
    }

    private static ValueInfoProto vector(String name, TensorProto.DataType type) {
        return value(name, type, TensorShapeProto.newBuilder().addDim(rows()));
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, TensorShapeProto.Builder shape) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(shape)))
                .build();
    }

    private static TensorShapeProto.Dimension.Builder rows() {
        return TensorShapeProto.Dimension.newBuilder().setDimParam("n");
    }
}
