package dev.millrace.serving.prediction.web;

import dev.millrace.serving.model.ServedModel;
import dev.millrace.serving.prediction.ModelMetadata;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes what the Open Inference Protocol tells of the server and of a model. */
final class MetadataWriter {

    private MetadataWriter() {}

    static void server(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("name", ModelMetadata.SERVER);
        json.writeStringProperty("version", ModelMetadata.serverVersion());
        json.writeArrayPropertyStart("extensions");
        ModelMetadata.EXTENSIONS.forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }

    static void model(JsonGenerator json, ServedModel model) {
        var approval = model.approval();
        json.writeStartObject();
        json.writeStringProperty("name", approval.name().model());
        json.writeArrayPropertyStart("versions");
        json.writeString(Integer.toString(approval.version()));
        json.writeEndArray();
        json.writeStringProperty("platform", ModelMetadata.PLATFORM);
        tensors(json, "inputs", ModelMetadata.inputs(model));
        tensors(json, "outputs", ModelMetadata.outputs(model));
        json.writeObjectPropertyStart("properties");
        ModelMetadata.properties(model).forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void tensors(JsonGenerator json, String field, List<ModelMetadata.Tensor> tensors) {
        json.writeArrayPropertyStart(field);
        for (var tensor : tensors) {
            json.writeStartObject();
            json.writeStringProperty("name", tensor.name());
            json.writeStringProperty("datatype", tensor.datatype().name());
            json.writeArrayPropertyStart("shape");
            tensor.shape().forEach(json::writeNumber);
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
