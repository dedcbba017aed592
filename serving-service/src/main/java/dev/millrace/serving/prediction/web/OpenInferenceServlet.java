package dev.millrace.serving.prediction.web;

import dev.millrace.serving.model.Approval;
import dev.millrace.serving.model.ServedModel;
import dev.millrace.serving.prediction.InputTensors;
import dev.millrace.serving.prediction.ModelMetadata;
import dev.millrace.serving.prediction.Predict;
import dev.millrace.serving.prediction.Refusals;
import dev.millrace.web.Problem;
import java.io.IOException;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/** The Open Inference Protocol, version 2, with binary tensors and the repository index that Triton's clients ask for. */
final class OpenInferenceServlet extends DialectServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final String HEADER_LENGTH = "Inference-Header-Content-Length";
    private static final Pattern MODEL = Pattern.compile("/v2/models/([^/]+)(?:/versions/([^/]+))?(?:/(ready|infer))?");

    OpenInferenceServlet(Predict predict) {
        super(predict);
    }

    @Override
    boolean get(Exchange exchange) throws IOException {
        return switch (exchange.path()) {
            case "/v2", "/v2/" -> server(exchange);
            case "/v2/health/live" -> health(exchange, true);
            case "/v2/health/ready" -> health(exchange, predict().isReady());
            case "/v2/models" -> models(exchange);
            default -> model(exchange);
        };
    }

    @Override
    boolean post(Exchange exchange) throws IOException {
        if (exchange.path().equals("/v2/repository/index")) {
            return index(exchange);
        }
        var path = MODEL.matcher(exchange.path());
        if (!path.matches() || !"infer".equals(path.group(3))) {
            return false;
        }
        infer(exchange, path);
        return true;
    }

    @Override
    void writeError(JsonGenerator json, Problem problem) {
        json.writeStringProperty("error", problem.code() + ": " + problem.getMessage());
    }

    private static boolean server(Exchange exchange) throws IOException {
        try (var json = json(exchange)) {
            json.writeStartObject();
            json.writeStringProperty("name", ModelMetadata.SERVER);
            json.writeStringProperty("version", ModelMetadata.serverVersion());
            json.writeArrayPropertyStart("extensions");
            ModelMetadata.EXTENSIONS.forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        return true;
    }

    /** Implementations disagree on the field, so both are there. */
    private boolean health(Exchange exchange, boolean good) throws IOException {
        exchange.response().setStatus(good ? 200 : 503);
        try (var json = json(exchange)) {
            json.writeStartObject();
            json.writeBooleanProperty("live", true);
            json.writeBooleanProperty("ready", predict().isReady());
            json.writeEndObject();
        }
        return true;
    }

    private boolean models(Exchange exchange) throws IOException {
        try (var json = json(exchange)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("models");
            for (var approval : predict().approvals(exchange.project())) {
                json.writeString(approval.name().model());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return true;
    }

    private boolean index(Exchange exchange) throws IOException {
        try (var json = json(exchange)) {
            json.writeStartArray();
            for (var approval : predict().approvals(exchange.project())) {
                json.writeStartObject();
                json.writeStringProperty("name", approval.name().model());
                json.writeStringProperty("version", Integer.toString(approval.version()));
                json.writeStringProperty("state", "READY");
                json.writeStringProperty("reason", "");
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return true;
    }

    private boolean model(Exchange exchange) throws IOException {
        var path = MODEL.matcher(exchange.path());
        if (!path.matches() || "infer".equals(path.group(3))) {
            return false;
        }
        try (var lease = predict().lease(exchange.project(), path.group(1), path.group(2));
                var json = json(exchange)) {
            if (path.group(3) == null) {
                metadata(json, lease.model());
            } else {
                json.writeStartObject();
                json.writeStringProperty("name", path.group(1));
                json.writeBooleanProperty("ready", true);
                json.writeEndObject();
            }
        }
        return true;
    }

    private static void metadata(JsonGenerator json, ServedModel model) {
        Approval approval = model.approval();
        json.writeStartObject();
        json.writeStringProperty("name", approval.name().model());
        json.writeArrayPropertyStart("versions");
        json.writeString(Integer.toString(approval.version()));
        json.writeEndArray();
        json.writeStringProperty("platform", ModelMetadata.PLATFORM);
        tensors(json, "inputs", ModelMetadata.inputs(model));
        tensors(json, "outputs", ModelMetadata.outputs(model));
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

    private void infer(Exchange exchange, Matcher path) throws IOException {
        try (var lease = predict().lease(exchange.project(), path.group(1), path.group(2))) {
            var rows = predict().rows(lease.model(), unknownColumns(exchange));
            var request = read(exchange);
            var answer =
                    predict().answer(lease.model(), InputTensors.rows(request.inputs(), rows), exchange.startedNanos());
            tellIgnored(exchange, rows.ignored());
            InferWriter.write(exchange, request, answer);
        }
    }

    private InferRequest read(Exchange exchange) throws IOException {
        var body = body(exchange);
        int length = headerLength(exchange, body.length);
        var binary = ByteBuffer.wrap(body, length, body.length - length).slice();
        try (var json = parser(body, length)) {
            return new InferReader(json, binary, predict().maxRows()).read();
        }
    }

    private static int headerLength(Exchange exchange, int bodyLength) {
        var header = exchange.request().getHeader(HEADER_LENGTH);
        if (header == null) {
            return bodyLength;
        }
        try {
            int length = Integer.parseInt(header.strip());
            if (length >= 0 && length <= bodyLength) {
                return length;
            }
        } catch (NumberFormatException malformed) {
            throw Refusals.bad("HEADER_INVALID", HEADER_LENGTH + " is a number of bytes");
        }
        throw Refusals.bad("HEADER_INVALID", HEADER_LENGTH + " is beyond the body");
    }
}
