package dev.millrace.serving.prediction.web;

import dev.millrace.serving.prediction.ModelMetadata;
import dev.millrace.serving.prediction.Predict;
import dev.millrace.serving.prediction.Predictions;
import dev.millrace.serving.prediction.Refusals;
import dev.millrace.web.Problem;
import java.io.IOException;
import java.io.Serial;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/**
 * KServe's first protocol and TensorFlow Serving's, which have their paths in common: where the two answer differently, an answer
 * has the fields of both.
 */
final class KServeServlet extends DialectServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Set<String> CLASSIFY = Set.of("", ModelMetadata.SIGNATURE, SignatureWriter.CLASSIFICATION);
    private static final Set<String> REGRESS = Set.of("", ModelMetadata.SIGNATURE, SignatureWriter.REGRESSION);

    private final transient List<Route> routes = Stream.concat(
                    Stream.of(
                                    new ModelPath("/v1/models/{model}", "of a model"),
                                    new ModelPath("/v1/models/{model}/versions/{version}", "of one version"),
                                    new ModelPath("/v1/models/{model}/labels/{label}", "of the version with a label"))
                            .flatMap(this::routes),
                    Stream.of(Route.get(
                            "/v1/models",
                            "KServe v1: models that are answered with",
                            (exchange, all) -> list(exchange))))
            .toList();

    /** One of the ways to name a version. */
    private record ModelPath(String path, String whose) {}

    KServeServlet(Predict predict) {
        super(predict);
    }

    private Stream<Route> routes(ModelPath of) {
        return Stream.of(
                Route.post(
                        of.path() + ":predict",
                        "KServe v1 and TensorFlow Serving: predictions %s for rows or columns".formatted(of.whose()),
                        "instances",
                        this::predict),
                Route.post(
                        of.path() + ":classify",
                        "TensorFlow Serving: classes and their probabilities %s".formatted(of.whose()),
                        "examples",
                        this::classify),
                Route.post(
                        of.path() + ":regress",
                        "TensorFlow Serving: predicted numbers %s".formatted(of.whose()),
                        "examples",
                        this::regress),
                Route.get(of.path(), "KServe v1 and TensorFlow Serving: state %s".formatted(of.whose()), this::status),
                Route.get(
                        of.path() + "/metadata",
                        "TensorFlow Serving: inputs and outputs %s".formatted(of.whose()),
                        this::metadata));
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
        var states = predict().states(target.in(exchange.project()));
        try (var json = json(exchange)) {
            StatusWriter.write(json, states);
        }
    }

    private void metadata(Exchange exchange, Route.Target target) throws IOException {
        try (var lease = predict().lease(target.in(exchange.project()));
                var json = json(exchange)) {
            SignatureWriter.write(json, lease.model());
        }
    }

    private void predict(Exchange exchange, Route.Target target) throws IOException {
        try (var asked = predict().ask(target.in(exchange.project()), exchange.startedNanos())) {
            var rows = asked.rows(unknownColumns(exchange));
            var body = body(exchange);
            InstancesReader.Form form;
            Predictions answer;
            try (var json = parser(body, body.length)) {
                form = new InstancesReader(json, rows, predict().maxRows()).read();
                answer = asked.answer(rows.build());
            } catch (Problem problem) {
                throw asked.refused(problem);
            }
            tellIgnored(exchange, rows.ignored());
            try (var json = json(exchange)) {
                switch (form) {
                    case ROWS -> PredictionWriter.rows(json, answer);
                    case COLUMNS -> PredictionWriter.columns(json, answer);
                }
            }
        }
    }

    private void classify(Exchange exchange, Route.Target target) throws IOException {
        examples(exchange, target, true);
    }

    private void regress(Exchange exchange, Route.Target target) throws IOException {
        examples(exchange, target, false);
    }

    private void examples(Exchange exchange, Route.Target target, boolean classes) throws IOException {
        try (var asked = predict().ask(target.in(exchange.project()), exchange.startedNanos())) {
            if (asked.isClassifier() != classes) {
                throw Refusals.bad(
                        "TASK_MISMATCH",
                        classes
                                ? "The model predicts a number: ask with :regress or :predict"
                                : "The model predicts classes: ask with :classify or :predict");
            }
            var rows = asked.rows(unknownColumns(exchange));
            var body = body(exchange);
            Predictions answer;
            try (var json = parser(body, body.length)) {
                new ExamplesReader(json, rows, predict().maxRows(), classes ? CLASSIFY : REGRESS).read();
                answer = asked.answer(rows.build());
            } catch (Problem problem) {
                throw asked.refused(problem);
            }
            tellIgnored(exchange, rows.ignored());
            try (var json = json(exchange)) {
                PredictionWriter.examples(json, answer);
            }
        }
    }
}
