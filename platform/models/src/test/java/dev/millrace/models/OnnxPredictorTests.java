package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OnnxPredictorTests {

    private static final TensorProto EXTERNAL = TensorProto.newBuilder()
            .setName("stolen")
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(
                    StringStringEntryProto.newBuilder().setKey("location").setValue("../../etc/passwd"))
            .build();

    @Test
    void scoresOneRowAndManyAlike() {
        try (Predictor predictor = OnnxPredictor.load(Graphs.sigmoid(), Graphs.manifest())) {
            float[] both = predictor.scores(rows(new double[] {0.5, -1}, "red", ""));
            assertThat(both[1]).isCloseTo(sigmoid(1.5), within(1e-6f));
            assertThat(both[3]).isCloseTo(sigmoid(-1), within(1e-6f));
            assertThat(both[0]).isEqualTo(1 - both[1]);
            assertThat(predictor.scores(rows(new double[] {0.5}, "red"))).containsExactly(both[0], both[1]);
            assertThat(predictor.scores(rows(new double[] {-1}, ""))).containsExactly(both[2], both[3]);
        }
    }

    @Test
    void scoresFromManyThreadsAtOnce() {
        try (Predictor predictor = OnnxPredictor.load(Graphs.sigmoid(), Graphs.manifest())) {
            var wrong = IntStream.range(0, 4_000)
                    .parallel()
                    .filter(i -> Math.abs(predictor.scores(rows(new double[] {i % 7}, i % 2 == 0 ? "red" : "blue"))[1]
                                    - sigmoid(i % 7 + (i % 2 == 0 ? 1 : 0)))
                            > 1e-6)
                    .boxed()
                    .toList();
            assertThat(wrong).isEmpty();
        }
    }

    @Test
    void refusesRowsThatAreNotOfTheSignature() {
        try (Predictor predictor = OnnxPredictor.load(Graphs.sigmoid(), Graphs.manifest())) {
            assertThatThrownBy(() -> predictor.scores(new Rows(1, List.of(new double[] {1}))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> predictor.scores(new Rows(1, List.of(new String[] {""}, new String[] {""}))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesWorkAfterItWasClosed() {
        Predictor predictor = OnnxPredictor.load(Graphs.sigmoid(), Graphs.manifest());
        predictor.close();
        predictor.close();
        assertThatThrownBy(() -> predictor.scores(rows(new double[] {1}, "red")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesWhatIsNoModel() {
        refused(new byte[0], "MODEL_CORRUPT");
        refused("certainly not a model".getBytes(java.nio.charset.StandardCharsets.UTF_8), "MODEL_CORRUPT");
        refused(Arrays.copyOf(Graphs.sigmoid(), 200), "MODEL_CORRUPT");
        refused(new byte[] {(byte) 0x80, 4, 0, 0, 0}, "FORMAT_FORBIDDEN");
        refused(new byte[] {'P', 'K', 3, 4, 0}, "FORMAT_FORBIDDEN");
        refused(new byte[] {(byte) 0xac, (byte) 0xed, 0, 5}, "FORMAT_FORBIDDEN");
    }

    @Test
    void refusesExternalDataWhereverItHides() {
        refused(edited(graph -> graph.addInitializer(EXTERNAL)), "EXTERNAL_DATA_FORBIDDEN");
        refused(
                edited(graph -> graph.addSparseInitializer(
                        SparseTensorProto.newBuilder().setValues(EXTERNAL))),
                "EXTERNAL_DATA_FORBIDDEN");
        refused(
                edited(graph -> graph.addNode(attributed(AttributeProto.newBuilder()
                        .setName("sparse_value")
                        .setSparseTensor(SparseTensorProto.newBuilder().setIndices(EXTERNAL))))),
                "EXTERNAL_DATA_FORBIDDEN");
        refused(
                edited(graph -> graph.addNode(attributed(AttributeProto.newBuilder()
                        .setName("then_branch")
                        .setG(GraphProto.newBuilder()
                                .addNode(attributed(AttributeProto.newBuilder()
                                        .setName("value")
                                        .setT(EXTERNAL))))))),
                "EXTERNAL_DATA_FORBIDDEN");
    }

    @Test
    void refusesOperatorsOfStrangers() {
        refused(
                edited(graph ->
                        graph.addNode(NodeProto.newBuilder().setOpType("Shell").setDomain("com.evil"))),
                "OPERATOR_FORBIDDEN");
    }

    @Test
    void refusesShapesThatClaimMoreThanTheyCarry() {
        var tensor = TensorProto.newBuilder()
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addFloatData(1);
        refused(edited(graph -> graph.addInitializer(tensor.clone().addDims(1L << 40))), "MODEL_TOO_LARGE");
        refused(edited(graph -> graph.addInitializer(tensor.clone().addDims(1_000_000))), "TENSOR_SHAPE");
    }

    @Test
    void refusesAnOpsetFromTheFuture() {
        var model = Graphs.model();
        model.getOpsetImportBuilder(0).setVersion(999);
        refused(model.build().toByteArray(), "OPSET_UNSUPPORTED");
        refused(Graphs.model().setIrVersion(999).build().toByteArray(), "OPSET_UNSUPPORTED");
    }

    @Test
    void refusesAGraphWithOtherInputsThanThePackage() {
        assertThatThrownBy(() -> OnnxGraph.load(Graphs.sigmoid(), Graphs.SIGNATURE.subList(0, 1), "probabilities"))
                .isInstanceOfSatisfying(
                        ModelRefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo("SIGNATURE_MISMATCH"));
    }

    private static byte[] edited(java.util.function.Consumer<GraphProto.Builder> edit) {
        var model = Graphs.model();
        edit.accept(model.getGraphBuilder());
        return model.build().toByteArray();
    }

    private static NodeProto attributed(AttributeProto.Builder attribute) {
        return NodeProto.newBuilder()
                .setOpType("Constant")
                .addAttribute(attribute)
                .build();
    }

    private static void refused(byte[] onnx, String code) {
        assertThatThrownBy(() -> OnnxPredictor.load(onnx, Graphs.manifest()))
                .isInstanceOfSatisfying(
                        ModelRefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static Rows rows(double[] sizes, String... colours) {
        return new Rows(sizes.length, List.of(sizes, colours));
    }

    private static float sigmoid(double margin) {
        return (float) (1 / (1 + Math.exp(-margin)));
    }
}
