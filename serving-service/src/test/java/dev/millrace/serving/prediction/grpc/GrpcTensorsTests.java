package dev.millrace.serving.prediction.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.millrace.models.Rows;
import dev.millrace.serving.inference.proto.InferTensorContents;
import dev.millrace.serving.inference.proto.ModelInferRequest;
import dev.millrace.serving.inference.proto.ModelInferRequest.InferInputTensor;
import dev.millrace.serving.inference.proto.ModelInferRequest.InferRequestedOutputTensor;
import dev.millrace.serving.model.Models;
import dev.millrace.serving.model.Signature;
import dev.millrace.serving.prediction.InputTensors;
import dev.millrace.serving.prediction.PredictionIds;
import dev.millrace.serving.prediction.Predictions;
import dev.millrace.serving.prediction.RowsBuilder;
import dev.millrace.serving.prediction.SamplePredictions;
import dev.millrace.serving.prediction.UnknownColumns;
import dev.millrace.web.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GrpcTensorsTests {

    private static InferInputTensor.Builder tensor(String name, String datatype, long... shape) {
        var tensor = InferInputTensor.newBuilder().setName(name).setDatatype(datatype);
        for (long dimension : shape) {
            tensor.addShape(dimension);
        }
        return tensor;
    }

    private static final ModelInferRequest TYPED = ModelInferRequest.newBuilder()
            .setId("7")
            .addInputs(tensor("fare", "FP32", 2, 1)
                    .setContents(
                            InferTensorContents.newBuilder().addFp32Contents(10).addFp32Contents(90)))
            .addInputs(tensor("company", "BYTES", 2)
                    .setContents(InferTensorContents.newBuilder()
                            .addBytesContents(ByteString.copyFromUtf8("Blue"))
                            .addBytesContents(ByteString.copyFromUtf8(""))))
            .build();

    private static final ModelInferRequest RAW = ModelInferRequest.newBuilder()
            .addInputs(tensor("fare", "FP64", 1))
            .addInputs(tensor("company", "BYTES", 1))
            .addRawInputContents(ByteString.copyFrom(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putDouble(90)
                    .flip()))
            .addRawInputContents(ByteString.copyFrom(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(4)
                    .put("Blue".getBytes(StandardCharsets.UTF_8))
                    .flip()))
            .build();

    private static Rows rows(ModelInferRequest request) {
        return InputTensors.rows(
                GrpcTensors.inputs(request, 10),
                new RowsBuilder(new Signature(Models.SIGNATURE), 10, UnknownColumns.REFUSE));
    }

    private static Predictions answer(ModelInferRequest request) {
        return SamplePredictions.answer(Models.served(3, new Models.ByFare(1)), rows(request), new PredictionIds());
    }

    @Test
    void readsTypedContents() {
        assertThat(rows(TYPED).numbers(0)).containsExactly(10, 90);
        assertThat(rows(TYPED).texts(2)).containsExactly("Blue", "");
    }

    @Test
    void readsRawContents() {
        assertThat(rows(RAW).numbers(0)).containsExactly(90);
        assertThat(rows(RAW).texts(2)).containsExactly("Blue");
    }

    @Test
    void readsEveryIntegerThatHasNoSign() {
        var request = ModelInferRequest.newBuilder()
                .addInputs(tensor("fare", "UINT64", 2)
                        .setContents(InferTensorContents.newBuilder()
                                .addUint64Contents(7)
                                .addUint64Contents(-1)))
                .addInputs(tensor("company", "UINT64", 2)
                        .setContents(InferTensorContents.newBuilder()
                                .addUint64Contents(7)
                                .addUint64Contents(-1)))
                .build();

        assertThat(rows(request).numbers(0)).containsExactly(7, 0x1p64);
        assertThat(rows(request).texts(2)).containsExactly("7", "18446744073709551615");
    }

    @Test
    void answersTypedRequestsTyped() {
        var response = GrpcTensors.response(TYPED, answer(TYPED));

        assertThat(response.getId()).isEqualTo("7");
        assertThat(response.getModelVersion()).isEqualTo("3");
        assertThat(response.getParametersOrThrow("role").getStringParam()).isEqualTo("CHAMPION");
        assertThat(response.getRawOutputContentsCount()).isZero();
        assertThat(response.getOutputs(0).getContents().getBytesContentsList())
                .extracting(ByteString::toStringUtf8)
                .containsExactly("0", "1");
        assertThat(response.getOutputs(1).getShapeList()).containsExactly(2L, 2L);
        assertThat(response.getOutputs(1).getContents().getFp64ContentsCount()).isEqualTo(4);
    }

    @Test
    void answersRawRequestsRawWithEveryOutputInOrder() {
        var response = GrpcTensors.response(RAW, answer(RAW));

        assertThat(response.getRawOutputContentsCount()).isEqualTo(response.getOutputsCount());
        assertThat(response.getOutputs(1).hasContents()).isFalse();
        var scores = response.getRawOutputContents(1).asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        assertThat(scores.getDouble(8)).isCloseTo(0.9, org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void answersOnlyWhatIsAskedFor() {
        var request = TYPED.toBuilder()
                .addOutputs(InferRequestedOutputTensor.newBuilder().setName("probabilities"))
                .build();

        assertThat(GrpcTensors.response(request, answer(request)).getOutputsList())
                .singleElement()
                .satisfies(output -> assertThat(output.getName()).isEqualTo("probabilities"));
    }

    @Test
    void refusesTypedContentsBesideRawOnes() {
        var request = RAW.toBuilder()
                .setInputs(
                        0,
                        tensor("fare", "FP64", 1)
                                .setContents(InferTensorContents.newBuilder().addFp64Contents(10)))
                .build();

        var problem = catchThrowableOfType(Problem.class, () -> rows(request));

        assertThat(problem.code()).isEqualTo("TENSOR_CONTENTS");
    }

    @Test
    void refusesRawContentsThatDoNotFillTheShape() {
        var request = RAW.toBuilder().setInputs(0, tensor("fare", "FP64", 2)).build();

        var problem = catchThrowableOfType(Problem.class, () -> rows(request));

        assertThat(problem.code()).isEqualTo("TENSOR_SHAPE");
    }
}
