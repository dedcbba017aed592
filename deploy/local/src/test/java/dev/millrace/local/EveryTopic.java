package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.examples.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes a stack publish on each of its topics: what goes well, what is refused, and a world that moves. */
final class EveryTopic {

    private static final String MODEL = "foreign";
    private static final String REVIEWED = "foreign-reviewed";
    private static final String REFUSED = "file-that-is-not-there";
    private static final String REQUESTED = "run-that-is-asked-for";
    private static final String LEARNT = """
            gates:
              - {metric: auc, min: 0.5}
            monitor: {window: {rows: 500, atLeast: PT0S}, critical: [fare, payment_type]}
            retrain: {on: [new-data], cooldown: PT0S, minNewRows: 1}
            """;
    private static final int TRIPS = 2000;
    private static final int ROWS_A_REQUEST = 250;
    private static final int LABELLED = 20;
    private static final int NOT_APPROVED = 11;
    private static final int DATA_REJECTED = 10;

    private final JsonMapper json = new JsonMapper();
    private final PackagedStack stack;
    private final Services services;

    EveryTopic(PackagedStack stack, Services services) {
        this.stack = stack;
        this.services = services;
    }

    void fill() {
        learn();
        refuseData();
        refuseAnnounced();
        request();
        rejectModel();
        label(predict(World.USUAL));
        drift();
        withdraw();
    }

    private void learn() {
        stack.run("apply", stack.specification(MODEL, LEARNT).toString()).succeeded();
        stack.run("upload", MODEL, stack.trips(8, TRIPS).toString(), "--wait").succeeded();
    }

    private void refuseData() {
        var unlike = stack.write("unlike.csv", "a,b\n1,2\n");
        var result = stack.run("upload", MODEL, unlike.toString(), "--wait");
        assertThat(result.exitCode()).as(result.output()).isEqualTo(DATA_REJECTED);
    }

    /** A file that is not there. */
    private void refuseAnnounced() {
        new Outside(services)
                .publish(
                        "data.arrived",
                        MODEL,
                        Map.of("eventId", "every-topic-1", "dataset", MODEL, "file", "none.csv", "cascadeId", REFUSED));
        new Cascades(services).await(REFUSED, "data.refused");
    }

    private void request() {
        new Outside(services)
                .publish(
                        "training.requested",
                        MODEL,
                        Map.of("eventId", "every-topic-2", "pipeline", MODEL, "cascadeId", REQUESTED));
        new Cascades(services).await(REQUESTED, "training.decided");
    }

    /** As the reviewer, who says no. */
    private void rejectModel() {
        stack.run(
                        "apply",
                        stack.specification(REVIEWED, LEARNT + "approval: manual\n")
                                .toString())
                .succeeded();
        var result = stack.run("upload", REVIEWED, stack.trips(12, TRIPS).toString(), "--wait", "--json");
        assertThat(result.exitCode()).as(result.output()).isEqualTo(NOT_APPROVED);
        stack.run("reject", REVIEWED, "--reason", "trained on too few trips").succeeded();
        new Cascades(services)
                .await(json.readTree(result.output()).path("cascadeId").asString(), "model.rejected");
    }

    private JsonNode predict(World world) {
        try {
            var rows = Files.readAllLines(stack.rows(13, ROWS_A_REQUEST, world));
            var answer = services.post(
                    "serving", "/v1/models/" + MODEL + ":predict", "{\"instances\":[" + String.join(",", rows) + "]}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return Services.json(answer).path("predictions");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What these passengers really did, as if the model were always right. */
    private void label(JsonNode predictions) {
        var labels = predictions
                .valueStream()
                .limit(LABELLED)
                .map(prediction -> Map.of(
                        "predictionId", prediction.path("predictionId").asString(),
                        "label", prediction.path("prediction").asString()))
                .toList();
        try {
            var answer = services.post(
                    "monitoring", "/v1/feedback", json.writeValueAsString(Map.of("model", MODEL, "labels", labels)));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void drift() {
        PackagedStack.await("an alert of drift", () -> {
            predict(World.SHIFTED);
            return driftIsAlerted();
        });
    }

    private void withdraw() {
        try {
            for (var decision : List.of("unload", "load")) {
                var answer = services.post("serving", "/v2/repository/models/" + MODEL + "/" + decision, "{}");
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PackagedStack.await(
                "the registry to have heard of both",
                () -> services.ask("registry", "/v1/audit?aggregate=registry:models:default/" + MODEL)
                        .path("records")
                        .valueStream()
                        .anyMatch(line -> line.path("action").asString().equals("model.restored")));
    }

    private boolean driftIsAlerted() {
        return services.ask("monitoring", "/v1/alerts")
                .path("alerts")
                .valueStream()
                .anyMatch(alert -> alert.path("code").asString().equals("DRIFT")
                        && alert.path("pipeline").asString().equals(MODEL));
    }
}
