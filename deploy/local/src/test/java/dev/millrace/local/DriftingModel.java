package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.examples.World;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A model that is told to drift with the first window of another world. */
final class DriftingModel {

    private static final String NAME = "drifting";
    private static final String SPECIFICATION = """
            gates:
              - {metric: auc, min: 0.5}
            monitor: {window: {rows: 500, atLeast: PT0S}, windowsInARow: 1, critical: [fare, payment_type]}
            retrain: {on: [new-data], cooldown: PT0S, minNewRows: 1, runsPerDay: 1000}
            """;
    private static final int TRIPS = 2000;
    private static final int WINDOW = 500;
    private static final List<String> STEPS = List.of("drift.detected", "alert.raised", "training.decided");

    private final PackagedStack stack;
    private final Services services;
    private final Cascades cascades;

    DriftingModel(PackagedStack stack, Services services, Cascades cascades) {
        this.stack = stack;
        this.services = services;
        this.cascades = cascades;
    }

    /** A version about which nothing is known yet, and which is watched. */
    int learn(long seed) {
        stack.run("apply", stack.specification(NAME, SPECIFICATION).toString()).succeeded();
        var upload = stack.json("upload", NAME, stack.trips(seed, TRIPS).toString());
        cascades.awaitServing(upload.path("cascadeId").asString());
        int version = services.ask("registry", "/v1/models/" + NAME)
                .at("/model/champion")
                .asInt();
        PackagedStack.await(
                "version " + version + " to be watched",
                () -> drift().path("version").asInt() == version);
        return version;
    }

    /** One window of predictions at once. */
    void moveTheWorld(long seed) {
        try {
            var rows = Files.readAllLines(stack.rows(seed, WINDOW, World.SHIFTED));
            var answer = services.post(
                    "serving", "/v1/models/" + NAME + ":predict", "{\"instances\":[" + String.join(",", rows) + "]}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** @return the cascade of the drift */
    String assertToldOnce(int version) {
        PackagedStack.await(
                "an alert about version " + version, () -> !alerts(version).isEmpty());
        var cascade = alerts(version).getFirst().path("cascadeId").asString();
        cascades.await(cascade, "training.decided");
        cascades.assertOnce(cascade, STEPS);
        assertThat(alerts(version)).hasSize(1);
        assertThat(drift().path("windows")
                        .valueStream()
                        .filter(window -> window.path("version").asInt() == version))
                .hasSize(1)
                .allMatch(window -> window.path("announced").asBoolean());
        return cascade;
    }

    private JsonNode drift() {
        return services.ask("monitoring", "/v1/models/" + NAME + "/drift");
    }

    private List<JsonNode> alerts(int version) {
        return services.ask("monitoring", "/v1/alerts")
                .path("alerts")
                .valueStream()
                .filter(alert -> alert.path("code").asString().equals("DRIFT")
                        && alert.path("where").asString().endsWith("/" + NAME + " version " + version))
                .toList();
    }
}
