package dev.millrace.serving.prediction.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.millrace.serving.inference.proto.InferParameter;
import dev.millrace.serving.inference.proto.InferTensorContents;
import dev.millrace.serving.inference.proto.ModelInferRequest;
import dev.millrace.serving.inference.proto.ModelInferRequest.InferInputTensor;
import dev.millrace.serving.inference.proto.ModelInferRequest.InferRequestedOutputTensor;
import dev.millrace.serving.inference.proto.ModelInferResponse;
import dev.millrace.serving.inference.proto.ModelInferResponse.InferOutputTensor;
import dev.millrace.serving.prediction.Datatype;
import dev.millrace.serving.prediction.InputTensor;
import dev.millrace.serving.prediction.OutputTensor;
import dev.millrace.serving.prediction.Predictions;
import dev.millrace.serving.prediction.Refusals;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Tensors to and from protobuf: typed contents are answered with typed contents, raw ones with raw ones. */
final class GrpcTensors {

    private GrpcTensors() {}

    static List<InputTensor> inputs(ModelInferRequest request, int maxRows) {
        int raw = request.getRawInputContentsCount();
        if (raw > 0 && raw != request.getInputsCount()) {
            throw Refusals.bad("TENSOR_SHAPE", "raw_input_contents has one entry for every input");
        }
        if (raw > 0 && request.getInputsList().stream().anyMatch(InferInputTensor::hasContents)) {
            throw Refusals.bad(
                    "TENSOR_CONTENTS",
                    "An input has its elements either in contents or in raw_input_contents, not in both");
        }
        var inputs = new ArrayList<InputTensor>(request.getInputsCount());
        for (int each = 0; each < request.getInputsCount(); each++) {
            var tensor = request.getInputs(each);
            var shape =
                    tensor.getShapeList().stream().mapToLong(Long::longValue).toArray();
            int count = InputTensor.count(tensor.getName(), shape);
            if (count > maxRows) {
                throw Refusals.tooManyRows(maxRows);
            }
            var datatype = Datatype.named(tensor.getDatatype());
            var elements = raw > 0
                    ? raw(tensor, datatype, request.getRawInputContents(each), count)
                    : typed(tensor.getContents(), datatype);
            inputs.add(new InputTensor(tensor.getName(), datatype, shape, elements));
        }
        return inputs;
    }

    private static Object[] raw(InferInputTensor tensor, Datatype datatype, ByteString content, int count) {
        return datatype.read(tensor.getName(), content.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN), count);
    }

    private static Object[] typed(InferTensorContents contents, Datatype datatype) {
        return switch (datatype) {
            case BOOL -> contents.getBoolContentsList().toArray();
            case INT8, INT16, INT32 ->
                contents.getIntContentsList().stream().map(Integer::longValue).toArray();
            case INT64 -> contents.getInt64ContentsList().toArray();
            case UINT8, UINT16, UINT32 ->
                contents.getUintContentsList().stream()
                        .map(Integer::toUnsignedLong)
                        .toArray();
            case UINT64 ->
                contents.getUint64ContentsList().stream()
                        .map(Datatype::unsigned)
                        .toArray();
            case FP32 ->
                contents.getFp32ContentsList().stream().map(Float::doubleValue).toArray();
            case FP64 -> contents.getFp64ContentsList().toArray();
            case BYTES ->
                contents.getBytesContentsList().stream()
                        .map(ByteString::toStringUtf8)
                        .toArray();
            case FP16 -> throw Refusals.datatype("FP16 in typed contents");
        };
    }

    static ModelInferResponse response(ModelInferRequest request, Predictions answer) {
        var approval = answer.model().approval();
        var response = ModelInferResponse.newBuilder()
                .setModelName(approval.name().model())
                .setModelVersion(Integer.toString(approval.version()))
                .setId(request.getId())
                .putParameters(
                        "generation",
                        InferParameter.newBuilder()
                                .setInt64Param(approval.generation())
                                .build())
                .putParameters(
                        "role",
                        InferParameter.newBuilder()
                                .setStringParam(approval.role().name())
                                .build());
        var wanted = request.getOutputsList().stream()
                .map(InferRequestedOutputTensor::getName)
                .toList();
        boolean raw = request.getRawInputContentsCount() > 0;
        for (var output : OutputTensor.of(answer, wanted)) {
            var tensor = InferOutputTensor.newBuilder()
                    .setName(output.name())
                    .setDatatype(output.datatype().name());
            for (long dimension : output.shape()) {
                tensor.addShape(dimension);
            }
            if (raw) {
                response.addRawOutputContents(UnsafeByteOperations.unsafeWrap(output.bytes()));
            } else {
                tensor.setContents(contents(output));
            }
            response.addOutputs(tensor);
        }
        return response.build();
    }

    private static InferTensorContents contents(OutputTensor output) {
        var contents = InferTensorContents.newBuilder();
        switch (output) {
            case OutputTensor.Texts texts ->
                texts.elements().forEach(text -> contents.addBytesContents(ByteString.copyFromUtf8(text)));
            case OutputTensor.Numbers numbers -> {
                for (int index = 0; index < numbers.count(); index++) {
                    contents.addFp64Contents(numbers.element(index));
                }
            }
        }
        return contents.build();
    }
}
