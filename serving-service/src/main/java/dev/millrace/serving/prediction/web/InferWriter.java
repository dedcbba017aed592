package dev.millrace.serving.prediction.web;

import dev.millrace.serving.prediction.OutputTensor;
import dev.millrace.serving.prediction.Predictions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes the answer to an inference request, in the form that each output is asked for. */
final class InferWriter {

    private static final String BINARY_HEADER = "Inference-Header-Content-Length";

    private InferWriter() {}

    static void write(DialectServlet.Exchange exchange, InferRequest request, Predictions answer) throws IOException {
        var outputs = OutputTensor.of(answer, request.names());
        List<byte[]> binary = new ArrayList<>();
        var header = new ByteArrayOutputStream(512);
        try (var json = DialectServlet.generator(header)) {
            write(json, request, answer, outputs, binary);
        }
        var response = exchange.response();
        if (binary.isEmpty()) {
            response.setContentType("application/json");
        } else {
            response.setContentType("application/octet-stream");
            response.setHeader(BINARY_HEADER, Integer.toString(header.size()));
        }
        var out = response.getOutputStream();
        header.writeTo(out);
        for (var part : binary) {
            out.write(part);
        }
    }

    private static void write(
            JsonGenerator json,
            InferRequest request,
            Predictions answer,
            List<OutputTensor> outputs,
            List<byte[]> binary) {
        var approval = answer.model().approval();
        json.writeStartObject();
        json.writeStringProperty("model_name", approval.name().model());
        json.writeStringProperty("model_version", Integer.toString(approval.version()));
        if (request.id() != null) {
            json.writeStringProperty("id", request.id());
        }
        json.writeObjectPropertyStart("parameters");
        json.writeNumberProperty("generation", approval.generation());
        json.writeStringProperty("role", approval.role().name());
        json.writeEndObject();
        json.writeArrayPropertyStart("outputs");
        for (var output : outputs) {
            output(json, output, request.isBinary(output.name()), binary);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void output(JsonGenerator json, OutputTensor output, boolean asBinary, List<byte[]> binary) {
        json.writeStartObject();
        json.writeStringProperty("name", output.name());
        json.writeStringProperty("datatype", output.datatype().name());
        json.writeName("shape");
        json.writeArray(output.shape(), 0, output.shape().length);
        if (asBinary) {
            var bytes = output.bytes();
            binary.add(bytes);
            json.writeObjectPropertyStart("parameters");
            json.writeNumberProperty("binary_data_size", bytes.length);
            json.writeEndObject();
        } else {
            data(json, output);
        }
        json.writeEndObject();
    }

    private static void data(JsonGenerator json, OutputTensor output) {
        json.writeArrayPropertyStart("data");
        switch (output) {
            case OutputTensor.Texts texts -> texts.elements().forEach(json::writeString);
            case OutputTensor.Numbers numbers -> {
                for (int index = 0; index < numbers.count(); index++) {
                    json.writeNumber(numbers.element(index));
                }
            }
        }
        json.writeEndArray();
    }
}
