package dev.millrace.serving.prediction.web;

import dev.millrace.serving.model.Approval;
import dev.millrace.serving.prediction.Answer;
import dev.millrace.serving.prediction.Predict;
import dev.millrace.web.Problem;
import java.io.IOException;
import java.io.Serial;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** KServe's first protocol: rows in, predictions out. Its model status has TensorFlow Serving's fields as well. */
final class KServeServlet extends DialectServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Route> routes = List.of(
            Route.post("/v1/models/{model}:predict", "KServe v1: predictions of rows", "instances", this::predict),
            Route.post(
                    "/v1/models/{model}/versions/{version}:predict",
                    "KServe v1: predictions of rows by one version",
                    "instances",
                    this::predict),
            Route.get("/v1/models/{model}", "KServe v1: state of a model", this::status),
            Route.get("/v1/models/{model}/versions/{version}", "TensorFlow Serving: state of a version", this::status),
            Route.get("/v1/models", "KServe v1: models that are answered with", (exchange, all) -> list(exchange)));

    KServeServlet(Predict predict) {
        super(predict);
    }

    @Override
    List<Route> routes() {
        return routes;
    }

    @Override
    void writeError(JsonGenerator json, Problem problem) {
        json.writeStringProperty("error", String.valueOf(problem.getMessage()));
    }

    private void list(Exchange exchange) throws IOException {
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

    private void status(Exchange exchange, Route.Target target) throws IOException {
        Approval approval;
        try (var lease = predict().lease(exchange.project(), target.model(), target.version())) {
            approval = lease.model().approval();
        }
        try (var json = json(exchange)) {
            json.writeStartObject();
            json.writeStringProperty("name", approval.name().model());
            json.writeBooleanProperty("ready", true);
            json.writeNumberProperty("version", approval.version());
            json.writeNumberProperty("generation", approval.generation());
            json.writeStringProperty("packageDigest", approval.modelPackage().hex());
            json.writeArrayPropertyStart("model_version_status");
            json.writeStartObject();
            json.writeStringProperty("version", Integer.toString(approval.version()));
            json.writeStringProperty("state", "AVAILABLE");
            json.writeObjectPropertyStart("status");
            json.writeStringProperty("error_code", "OK");
            json.writeStringProperty("error_message", "");
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private void predict(Exchange exchange, Route.Target target) throws IOException {
        try (var asked = predict().ask(exchange.project(), target.model(), target.version(), exchange.startedNanos())) {
            var rows = asked.rows(unknownColumns(exchange));
            var body = body(exchange);
            try (var json = parser(body, body.length)) {
                new InstancesReader(json, rows).read();
            }
            var answer = asked.answer(rows.build());
            tellIgnored(exchange, rows.ignored());
            write(exchange, answer);
        }
    }

    private static void write(Exchange exchange, Answer answer) throws IOException {
        try (var json = json(exchange)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("predictions");
            for (int row = 0; row < answer.size(); row++) {
                writeRow(json, answer, row);
            }
            json.writeEndArray();
            var approval = answer.model().approval();
            json.writeStringProperty("model", approval.name().model());
            json.writeNumberProperty("version", approval.version());
            json.writeNumberProperty("generation", approval.generation());
            json.writeEndObject();
        }
    }

    private static void writeRow(JsonGenerator json, Answer answer, int row) {
        json.writeStartObject();
        if (answer.model().isClassifier()) {
            json.writeStringProperty("prediction", answer.predictedClass(row));
            json.writeObjectPropertyStart("probabilities");
            var classes = answer.model().modelPackage().classes();
            for (int place = 0; place < classes.size(); place++) {
                json.writeName(classes.get(place));
                json.writeNumber(answer.score(row, place));
            }
            json.writeEndObject();
        } else {
            json.writeName("prediction");
            json.writeNumber(answer.score(row, 0));
        }
        json.writeStringProperty("predictionId", answer.id(row));
        json.writeEndObject();
    }
}
