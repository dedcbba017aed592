package dev.millrace.serving.prediction.web;

import dev.millrace.serving.model.ServedModel;
import dev.millrace.serving.prediction.Datatype;
import dev.millrace.serving.prediction.ModelMetadata;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes a model's metadata as TensorFlow Serving does: its signatures, which are the ways to ask it. */
final class SignatureWriter {

    static final String CLASSIFICATION = "classification";
    static final String REGRESSION = "regression";

    private static final List<Long> ANY = List.of(-1L);

    private SignatureWriter() {}

    static void write(JsonGenerator json, ServedModel model) {
        var approval = model.approval();
        json.writeStartObject();
        json.writeObjectPropertyStart("model_spec");
        json.writeStringProperty("name", approval.name().model());
        json.writeStringProperty("signature_name", "");
        json.writeStringProperty("version", Integer.toString(approval.version()));
        json.writeEndObject();
        json.writeObjectPropertyStart("metadata");
        json.writeObjectPropertyStart("signature_def");
        json.writeStringProperty("@type", "type.googleapis.com/tensorflow.serving.SignatureDefMap");
        json.writeObjectPropertyStart("signature_def");
        signatures(json, model);
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void signatures(JsonGenerator json, ServedModel model) {
        // A row has one value of a column, so that columns are lists of n values here.
        var inputs = ModelMetadata.inputs(model).stream()
                .map(tensor -> new ModelMetadata.Tensor(tensor.name(), tensor.datatype(), ANY))
                .toList();
        signature(json, ModelMetadata.SIGNATURE, "predict", inputs, ModelMetadata.outputs(model));
        var examples = List.of(new ModelMetadata.Tensor("inputs", Datatype.BYTES, ANY));
        if (model.isClassifier()) {
            var each = List.of(-1L, (long) model.scoresPerRow());
            signature(
                    json,
                    CLASSIFICATION,
                    "classify",
                    examples,
                    List.of(
                            new ModelMetadata.Tensor("classes", Datatype.BYTES, each),
                            new ModelMetadata.Tensor("scores", Datatype.FP32, each)));
        } else {
            signature(
                    json,
                    REGRESSION,
                    "regress",
                    examples,
                    List.of(new ModelMetadata.Tensor("outputs", Datatype.FP32, ANY)));
        }
    }

    private static void signature(
            JsonGenerator json,
            String name,
            String method,
            List<ModelMetadata.Tensor> inputs,
            List<ModelMetadata.Tensor> outputs) {
        json.writeObjectPropertyStart(name);
        tensors(json, "inputs", inputs);
        tensors(json, "outputs", outputs);
        json.writeStringProperty("method_name", "tensorflow/serving/" + method);
        json.writeEndObject();
    }

    private static void tensors(JsonGenerator json, String field, List<ModelMetadata.Tensor> tensors) {
        json.writeObjectPropertyStart(field);
        for (var tensor : tensors) {
            json.writeObjectPropertyStart(tensor.name());
            json.writeStringProperty("dtype", dtype(tensor.datatype()));
            json.writeObjectPropertyStart("tensor_shape");
            json.writeArrayPropertyStart("dim");
            for (long size : tensor.shape()) {
                json.writeStartObject();
                json.writeStringProperty("size", Long.toString(size));
                json.writeStringProperty("name", "");
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanProperty("unknown_rank", false);
            json.writeEndObject();
            json.writeStringProperty("name", tensor.name() + ":0");
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static String dtype(Datatype datatype) {
        return switch (datatype) {
            case BOOL -> "DT_BOOL";
            case INT8 -> "DT_INT8";
            case INT16 -> "DT_INT16";
            case INT32 -> "DT_INT32";
            case INT64 -> "DT_INT64";
            case UINT8 -> "DT_UINT8";
            case UINT16 -> "DT_UINT16";
            case UINT32 -> "DT_UINT32";
            case UINT64 -> "DT_UINT64";
            case FP16 -> "DT_HALF";
            case FP32 -> "DT_FLOAT";
            case FP64 -> "DT_DOUBLE";
            case BYTES -> "DT_STRING";
        };
    }
}
