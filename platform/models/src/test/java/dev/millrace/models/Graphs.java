package dev.millrace.models;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Fixture: a graph of two columns whose probability is the sigmoid of the number plus one for the colour red. */
final class Graphs {

    static final List<ModelPackage.Feature> SIGNATURE = List.of(
            new ModelPackage.Feature("size", ModelPackage.Feature.Kind.NUMBER, true),
            new ModelPackage.Feature("colour", ModelPackage.Feature.Kind.TEXT, true));

    private Graphs() {}

    static ModelPackage manifest() {
        var digest = "0".repeat(64);
        return new ModelPackage(
                ModelPackages.FORMAT,
                "shades",
                "run-1",
                new ModelPackage.Target("binary-classification", List.of("0", "1"), "1", 0.5),
                SIGNATURE,
                new ModelPackage.Parts(digest, digest, digest, "", digest, digest),
                Map.of("test", Map.of("auc", 0.75)),
                List.of(List.of(8L, 2L), List.of(1L, 4L)),
                new Provenance(
                        new Provenance.Data("shades", List.of(1L), List.of(digest)),
                        new Provenance.Recipe(digest, 1, "gradient-boosted-trees", Map.of("trees", "1"), 7),
                        new Provenance.Split(70, 15, 15, digest),
                        Instant.parse("2026-01-02T03:04:05Z"),
                        "test",
                        "test"));
    }

    static byte[] sigmoid() {
        return model().build().toByteArray();
    }

    static ModelProto.Builder model() {
        var graph = GraphProto.newBuilder()
                .setName("shades")
                .addInput(input("size", TensorProto.DataType.DOUBLE))
                .addInput(input("colour", TensorProto.DataType.STRING))
                .addOutput(value("probabilities", TensorProto.DataType.FLOAT, 2))
                .addInitializer(TensorProto.newBuilder()
                        .setName("one")
                        .setDataType(TensorProto.DataType.FLOAT.getNumber())
                        .addFloatData(1))
                .addNode(NodeProto.newBuilder()
                        .setOpType("Cast")
                        .addInput("size")
                        .addOutput("number")
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("to")
                                .setType(AttributeProto.AttributeType.INT)
                                .setI(TensorProto.DataType.FLOAT.getNumber())))
                .addNode(NodeProto.newBuilder()
                        .setOpType("LabelEncoder")
                        .setDomain("ai.onnx.ml")
                        .addInput("colour")
                        .addOutput("red")
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("keys_strings")
                                .setType(AttributeProto.AttributeType.STRINGS)
                                .addStrings(com.google.protobuf.ByteString.copyFromUtf8("red")))
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("values_floats")
                                .setType(AttributeProto.AttributeType.FLOATS)
                                .addFloats(1))
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("default_float")
                                .setType(AttributeProto.AttributeType.FLOAT)
                                .setF(0)))
                .addNode(node("Add", "margin", "number", "red"))
                .addNode(node("Sigmoid", "yes", "margin"))
                .addNode(node("Sub", "no", "one", "yes"))
                .addNode(node("Concat", "probabilities", "no", "yes")
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("axis")
                                .setType(AttributeProto.AttributeType.INT)
                                .setI(1)));
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(3))
                .setGraph(graph);
    }

    private static NodeProto.Builder node(String operator, String output, String... inputs) {
        return NodeProto.newBuilder().setOpType(operator).addOutput(output).addAllInput(List.of(inputs));
    }

    private static ValueInfoProto input(String name, TensorProto.DataType type) {
        return value(name, type, 1);
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, int width) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(TensorShapeProto.newBuilder()
                                        .addDim(TensorShapeProto.Dimension.newBuilder()
                                                .setDimParam("n"))
                                        .addDim(TensorShapeProto.Dimension.newBuilder()
                                                .setDimValue(width)))))
                .build();
    }
}
