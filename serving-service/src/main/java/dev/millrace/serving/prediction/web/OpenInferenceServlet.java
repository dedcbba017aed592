package dev.millrace.serving.prediction.web;

import dev.millrace.serving.model.Lease;
import dev.millrace.serving.model.ModelName;
import dev.millrace.serving.prediction.InputTensors;
import dev.millrace.serving.prediction.Predict;
import dev.millrace.serving.prediction.Predictions;
import dev.millrace.serving.prediction.Refusals;
import dev.millrace.serving.prediction.RepositoryExtension;
import dev.millrace.web.Problem;
import java.io.IOException;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The Open Inference Protocol, version 2, with binary tensors and the repository index that Triton's clients ask for. */
final class OpenInferenceServlet extends DialectServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final String HEADER_LENGTH = "Inference-Header-Content-Length";

    private final transient List<Route> routes = List.of(
            Route.post(
                    "/v2/models/{model}/infer",
                    "Open Inference Protocol: predictions of columns",
                    "inputs",
                    this::infer),
            Route.post(
                    "/v2/models/{model}/versions/{version}/infer",
                    "Open Inference Protocol: predictions of columns by one version",
                    "inputs",
                    this::infer),
            Route.get("/v2", "Open Inference Protocol: the server", (exchange, all) -> server(exchange)),
            Route.get(
                    "/v2/health/live",
                    "Open Inference Protocol: whether the process is up",
                    (exchange, all) -> health(exchange, true)),
            Route.get(
                    "/v2/health/ready",
                    "Open Inference Protocol: whether it should get requests",
                    (exchange, all) -> health(exchange, predict().isReady())),
            Route.get(
                    "/v2/models",
                    "Open Inference Protocol: models that are answered with",
                    (exchange, all) -> models(exchange)),
            Route.get("/v2/models/{model}", "Open Inference Protocol: inputs and outputs of a model", this::metadata),
            Route.get(
                    "/v2/models/{model}/versions/{version}",
                    "Open Inference Protocol: inputs and outputs of one version",
                    this::metadata),
            Route.get(
                    "/v2/models/{model}/ready",
                    "Open Inference Protocol: whether a model is answered with",
                    this::modelReady),
            Route.get(
                    "/v2/models/{model}/versions/{version}/ready",
                    "Open Inference Protocol: whether one version is answered with",
                    this::modelReady),
            Route.post(
                    "/v2/repository/index",
                    "Model repository: models with version, state, and why they are not ready",
                    "ready",
                    (exchange, all) -> index(exchange)),
            Route.post(
                    "/v2/repository/models/{model}/load",
                    "Model repository: answer with what is approved of a model, on every instance",
                    "parameters",
                    this::load),
            Route.post(
                    "/v2/repository/models/{model}/unload",
                    "Model repository: withdraw a model from every instance, until it is loaded or a newer version is approved",
                    "parameters",
                    this::unload));

    private final transient RepositoryExtension repository;

    OpenInferenceServlet(Predict predict, RepositoryExtension repository) {
        super(predict);
        this.repository = repository;
    }

    @Override
    List<Route> routes() {
        return routes;
    }

    @Override
    void writeError(JsonGenerator json, Problem problem) {
        json.writeStringProperty("error", problem.code() + ": " + problem.getMessage());
    }

    private static void server(Exchange exchange) throws IOException {
        try (var json = json(exchange)) {
            MetadataWriter.server(json);
        }
    }

    /** Implementations disagree on the field, so both are there. */
    private void health(Exchange exchange, boolean good) throws IOException {
        exchange.response().setStatus(good ? 200 : 503);
        try (var json = json(exchange)) {
            json.writeStartObject();
            json.writeBooleanProperty("live", true);
            json.writeBooleanProperty("ready", predict().isReady());
            json.writeEndObject();
        }
    }

    private void models(Exchange exchange) throws IOException {
        try (var json = json(exchange)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("models");
            for (var approval : predict().approvals(exchange.project())) {
                json.writeString(approval.name().model());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private void index(Exchange exchange) throws IOException {
        var body = body(exchange);
        boolean onlyReady;
        try (var json = parser(body, body.length)) {
            onlyReady = new RepositoryReader(json).onlyReady();
        }
        try (var json = json(exchange)) {
            RepositoryWriter.index(json, repository.index(exchange.project(), onlyReady));
        }
    }

    private void load(Exchange exchange, Route.Target target) throws IOException {
        var name = target.in(exchange.project()).model();
        repository.load(name, exchange.caller().subject(), reason(exchange));
        done(exchange, name, "load");
    }

    private void unload(Exchange exchange, Route.Target target) throws IOException {
        var name = target.in(exchange.project()).model();
        repository.unload(name, exchange.caller().subject(), reason(exchange));
        done(exchange, name, "unload");
    }

    private String reason(Exchange exchange) throws IOException {
        var body = body(exchange);
        try (var json = parser(body, body.length)) {
            return new RepositoryReader(json).reason();
        }
    }

    private static void done(Exchange exchange, ModelName name, String what) throws IOException {
        try (var json = json(exchange)) {
            RepositoryWriter.done(json, name, what);
        }
    }

    private void modelReady(Exchange exchange, Route.Target target) throws IOException {
        try (var lease = lease(exchange, target);
                var json = json(exchange)) {
            json.writeStartObject();
            json.writeStringProperty("name", lease.model().approval().name().model());
            json.writeBooleanProperty("ready", true);
            json.writeEndObject();
        }
    }

    private void metadata(Exchange exchange, Route.Target target) throws IOException {
        try (var lease = lease(exchange, target);
                var json = json(exchange)) {
            MetadataWriter.model(json, lease.model());
        }
    }

    private Lease lease(Exchange exchange, Route.Target target) {
        return predict().lease(target.in(exchange.project()));
    }

    private void infer(Exchange exchange, Route.Target target) throws IOException {
        try (var asked = predict().ask(target.in(exchange.project()), exchange.startedNanos())) {
            var rows = asked.rows(unknownColumns(exchange));
            InferRequest request;
            Predictions answer;
            try {
                request = read(exchange);
                answer = asked.answer(InputTensors.rows(request.inputs(), rows));
            } catch (Problem problem) {
                throw asked.refused(problem);
            }
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
