package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.examples.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes a stack do everything that its metrics tell of: one model from its data to windows of predictions and of labels. */
final class ObservedModel {

    static final String NAME = "observed";

    private static final String SPECIFICATION = """
            gates:
              - {metric: auc, min: 0.5}
            monitor: {window: {rows: 500, atLeast: PT0S}, windowsInARow: 1, critical: [fare, payment_type]}
            retrain: {on: [new-data], cooldown: PT0S, minNewRows: 1, runsPerDay: 1000}
            """;
    private static final int WINDOW = 500;
    private static final int TRIPS = 1500;
    private static final String NOBODY = "a-pipeline-that-nobody-has-defined";

    private final JsonMapper json = new JsonMapper();
    private final PackagedStack stack;
    private final Services services;

    ObservedModel(PackagedStack stack, Services services) {
        this.stack = stack;
        this.services = services;
    }

    /**
     * Learns and serves the model.
     *
     * @return the cascade of its data
     */
    String learn() {
        stack.run("apply", stack.specification(NAME, SPECIFICATION).toString()).succeeded();
        var cascade = stack.json("upload", NAME, stack.trips(41, TRIPS).toString())
                .path("cascadeId")
                .asString();
        new Cascades(services).awaitServing(cascade);
        PackagedStack.await(
                "the model to be watched", () -> drift().path("version").asInt() == 1);
        return cascade;
    }

    /** A refused request, and a window of predictions and one of labels that come back, in a world that moves with the second. */
    void windows(BooleanSupplier firstIsKnown) {
        refused();
        window(51, World.USUAL);
        PackagedStack.await("the first windows to be known", firstIsKnown);
        window(52, World.SHIFTED);
    }

    private void refused() {
        try {
            var answer = services.post(
                    "serving", "/v1/models/" + NAME + ":predict", "{\"instances\": [{\"fare\": \"much\"}]}");
            assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void window(long seed, World world) {
        try {
            var rows = Files.readAllLines(stack.rows(seed, WINDOW, world));
            var answer = services.post(
                    "serving", "/v1/models/" + NAME + ":predict", "{\"instances\":[" + String.join(",", rows) + "]}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            label(Services.json(answer).path("predictions"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void label(JsonNode predictions) throws IOException {
        var labels = predictions
                .valueStream()
                .map(prediction -> Map.of(
                        "predictionId", prediction.path("predictionId").asString(),
                        "label", prediction.path("prediction").asString()))
                .toList();
        var answer = services.post(
                "monitoring", "/v1/feedback", json.writeValueAsString(Map.of("model", NAME, "labels", labels)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    /** A record that is parked, since time may still cure it. */
    void park() {
        new Outside(services)
                .publish("training.requested", NOBODY, Map.of("eventId", "observed-" + NOBODY, "pipeline", NOBODY));
        PackagedStack.await("a parked record", () -> !parked().isEmpty());
    }

    void discardParked() throws IOException {
        for (String id : parked()) {
            assertThat(services.post("training", "/v1/parked/" + id + "/discard", "{\"reason\": \"it was made up\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private List<String> parked() {
        return services.ask("training", "/v1/parked")
                .path("parked")
                .valueStream()
                .map(record -> record.path("id").asString())
                .toList();
    }

    private JsonNode drift() {
        return services.ask("monitoring", "/v1/models/" + NAME + "/drift");
    }

    /** Where each service tells its figures. */
    Map<String, String> targets() {
        var targets = new HashMap<String, String>();
        for (String service : List.of("ingestion", "validation", "training", "registry", "serving", "monitoring")) {
            targets.put(service, services.managementOf(service).getAuthority());
        }
        return targets;
    }

    /** What all services tell of themselves now. */
    String metrics() {
        var all = new ArrayList<String>();
        for (String service : targets().keySet()) {
            try {
                all.add(services.metrics(service).body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all.stream().collect(Collectors.joining("\n"));
    }
}
