package dev.millrace.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.AlertSeverity;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.Lineage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The way of an alert from its topic to a receiver, through outages and restarts. */
class AlertRoutesTests {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String ROUTE = """
            apiVersion: millrace/v1
            kind: AlertRoute
            name: hook
            match: {severity: [warning, critical], pipeline: ["taxi*"]}
            sink: {webhook: {url: "http://%s/hook", key: webhookkey}}
            group: {within: PT0S}
            """;

    private final String project = "alert-routes-" + Long.toHexString(System.nanoTime());
    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile int status = 204;
    private volatile boolean holding;
    private HttpServer receiver;

    @TempDir
    Path directory;

    @BeforeEach
    void receive() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", this::take);
        receiver.start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        receiver.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            ids.add(exchange.getRequestHeaders().getFirst("webhook-id"));
            if (status < 300) {
                received.add(JsonMapper.shared().readTree(body));
            }
            if (holding) {
                held.countDown();
                released.await();
            }
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String place() {
        return "127.0.0.1:" + receiver.getAddress().getPort();
    }

    private RunningMonitoring start() throws IOException {
        var key = directory.resolve("webhook-key");
        Files.writeString(key, "whsec_" + Base64.getEncoder().encodeToString(new byte[32]));
        return RunningMonitoring.start(
                directory,
                project,
                project,
                Map.of(
                        "millrace.monitoring.routing.permitted-destinations",
                        place(),
                        "millrace.monitoring.routing.secrets.webhookkey.file",
                        key));
    }

    private void raise(RunningMonitoring monitoring, String pipeline, String code, String cascade) {
        var alert = new AlertRaised();
        alert.setProject(project);
        alert.setPipeline(pipeline);
        alert.setSeverity(code.endsWith("_OVER") ? AlertSeverity.INFO : AlertSeverity.WARNING);
        alert.setCode(code);
        alert.setWhat("fare moved");
        alert.setWhere(pipeline + " version 1");
        monitoring.send(
                Topics.ALERT_RAISED,
                alert,
                null,
                new Lineage(cascade, null, 0),
                "monitoring:watches:" + project + "/" + pipeline + "-" + code + "-" + cascade);
    }

    private static JsonNode delivery(RunningMonitoring monitoring) {
        return monitoring.get("/v1/alert-routes/hook").path("delivery");
    }

    private static String alertId(RunningMonitoring monitoring, String cascade) {
        return monitoring
                .get("/v1/alerts")
                .path("alerts")
                .valueStream()
                .filter(alert -> alert.path("cascadeId").asString().equals(cascade))
                .map(alert -> alert.path("id").asString())
                .findFirst()
                .orElse("");
    }

    @Test
    void tellsAnIncidentFromBeginningToEndThroughAnOutageAndARestart() throws Exception {
        try (var monitoring = start()) {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> monitoring
                                    .put("/v1/alert-routes/hook", ROUTE.formatted(place()))
                                    .statusCode()
                            == 201);
            status = 503;
            raise(monitoring, "taxi", "DRIFT", "episode-1");
            raise(monitoring, "titanic", "DRIFT", "episode-2");
            await().atMost(PATIENCE)
                    .until(() -> delivery(monitoring).path("attempts").asInt() > 0);
            assertThat(delivery(monitoring).path("lastFailure").asString()).isEqualTo(place() + " answered 503");
            assertThat(delivery(monitoring).path("waiting").asInt()).isEqualTo(1);
            status = 204;
            await().atMost(PATIENCE)
                    .until(() -> delivery(monitoring).path("sent").asInt() == 1);
            assertThat(ids).hasSizeGreaterThan(1).containsOnly(ids.getFirst());

            holding = true;
            raise(monitoring, "taxi", "DRIFT_OVER", "episode-1");
            assertThat(held.await(60, TimeUnit.SECONDS)).isTrue();
        }
        holding = false;
        released.countDown();
        try (var monitoring = start()) {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> delivery(monitoring).path("sent").asInt() == 2);
        }

        var alerts = received.stream().map(each -> each.at("/alerts/0")).toList();
        assertThat(alerts)
                .extracting(alert -> alert.path("status").asString())
                .containsExactly("began", "over", "over");
        assertThat(alerts)
                .extracting(alert -> alert.path("incident").asString())
                .containsOnly(alerts.getFirst().path("incident").asString());
        assertThat(alerts)
                .extracting(alert -> alert.path("severity").asString())
                .containsOnly("warning");
        assertThat(received.get(1).path("id")).isEqualTo(received.get(2).path("id"));
    }

    @Test
    void recordsWhatIsSilencedAndTellsNothingAgainThatSomebodyLooksAfter() throws Exception {
        try (var monitoring = start()) {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> monitoring
                                    .put("/v1/alert-routes/hook", ROUTE.formatted(place()))
                                    .statusCode()
                            < 300);
            var silence =
                    monitoring.post("/v1/silences", """
                    {"match": {"code": ["DRIFT*"], "pipeline": ["taxi-quiet"]}, "until": "%s", "reason": "being moved"}
                    """.formatted(Instant.now().plusSeconds(3600)));
            assertThat(silence.statusCode()).as(silence.body()).isEqualTo(201);
            raise(monitoring, "taxi-quiet", "DRIFT", "silenced");
            raise(monitoring, "taxi", "PERFORMANCE", "looked-after");
            await().atMost(PATIENCE).until(() -> received.size() == 1);
            await().atMost(PATIENCE)
                    .until(() -> !alertId(monitoring, "silenced").isEmpty());

            var looked = alertId(monitoring, "looked-after");
            var acknowledged = monitoring.post("/v1/alerts/" + looked + "/acknowledge", "{\"note\": \"on it\"}");
            assertThat(acknowledged.statusCode()).as(acknowledged.body()).isEqualTo(200);
            raise(monitoring, "taxi", "PERFORMANCE_LASTS", "looked-after");
            raise(monitoring, "taxi", "PERFORMANCE_OVER", "looked-after");
            await().atMost(PATIENCE).until(() -> received.size() == 2);

            assertThat(received.getLast().at("/alerts/0/status").asString()).isEqualTo("over");
            assertThat(received.getLast().path("alerts")).hasSize(1);
            var quiet = alertId(monitoring, "silenced");
            var handling = monitoring
                    .get("/v1/alert-handling?alerts=" + quiet + "," + looked)
                    .path("handling");
            assertThat(handling.valueStream()
                            .filter(each -> each.path("alert").asString().equals(quiet))
                            .findFirst())
                    .hasValueSatisfying(each -> {
                        assertThat(each.path("silence").asString()).startsWith("s");
                        assertThat(each.path("routes")).isEmpty();
                    });
            assertThat(handling.valueStream()
                            .filter(each -> each.path("alert").asString().equals(looked))
                            .findFirst())
                    .hasValueSatisfying(each -> {
                        assertThat(each.path("routes").get(0).asString()).isEqualTo("hook");
                        assertThat(each.at("/acknowledged/by").asString()).isEqualTo("tester");
                    });
            var id = monitoring.get("/v1/silences").at("/silences/0/id").asString();
            assertThat(monitoring.delete("/v1/silences/" + id).statusCode()).isEqualTo(204);
            assertThat(monitoring.delete("/v1/silences/" + id).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void keepsVersionsOfRoutesAndRefusesWhatIsWrong() throws Exception {
        try (var monitoring = start()) {
            var route = ROUTE.replace("name: hook", "name: kept").formatted(place());
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> monitoring.put("/v1/alert-routes/kept", route).statusCode() == 201);

            assertThat(monitoring.put("/v1/alert-routes/kept", route).statusCode())
                    .isEqualTo(200);
            assertThat(monitoring
                            .put("/v1/alert-routes/kept", route.replace("PT0S", "PT1S"))
                            .statusCode())
                    .isEqualTo(201);
            assertThat(monitoring.put("/v1/alert-routes/other", route).body()).contains("NAME_MISMATCH");
            assertThat(monitoring
                            .put("/v1/alert-routes/kept", route.replace(place(), "example.com"))
                            .body())
                    .contains("DESTINATION_NOT_PERMITTED", "/sink/webhook/url");
            assertThat(monitoring
                            .put("/v1/alert-routes/kept", route.replace("key: webhookkey", "key: other"))
                            .body())
                    .contains("SECRET_UNKNOWN", "/sink/webhook/key");
            var refused = monitoring.put("/v1/alert-routes/kept", route.replace("warning", "bad"));
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("UNKNOWN_VALUE", "/match/severity/0", "\"line\"");

            assertThat(monitoring.delete("/v1/alert-routes/kept").statusCode()).isEqualTo(200);
            assertThat(monitoring.delete("/v1/alert-routes/kept").statusCode()).isEqualTo(404);
            var versions = monitoring.get("/v1/alert-routes/kept/versions").path("versions");
            assertThat(versions).hasSize(3);
            assertThat(versions.get(0).path("removed").asBoolean()).isTrue();
            assertThat(versions.get(2).path("spec").path("kind").asString()).isEqualTo("AlertRoute");
        }
    }
}
