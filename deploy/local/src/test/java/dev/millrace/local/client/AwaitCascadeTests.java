package dev.millrace.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.local.stack.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwaitCascadeTests {

    private final Map<String, Queue<String>> answers = new ConcurrentHashMap<>();
    private final List<String> told = new ArrayList<>();
    private String datasetRead = "trips";
    private String runs = "{\"runs\": []}";

    @TempDir
    private Path home;

    private final HttpServer monitoring = start();

    @org.jspecify.annotations.Nullable
    private AwaitCascade awaitCascade;

    private static HttpServer start() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void serve() {
        monitoring.createContext("/v1/cascades/", exchange -> {
            var id = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
            var waiting = answers.getOrDefault(id, new ArrayDeque<>());
            var body = waiting.size() > 1 ? waiting.remove() : waiting.peek();
            var bytes = (body == null ? "" : body).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body == null ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        monitoring.createContext("/v1/pipelines", exchange -> {
            var bytes = page(exchange.getRequestURI().getQuery()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        monitoring.createContext("/v1/runs", exchange -> {
            var bytes = runs.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        monitoring.start();
        var url = "http://127.0.0.1:" + monitoring.getAddress().getPort();
        var endpoints = Endpoints.of(
                new Layout(home, home, 0),
                Map.of(
                        "MILLRACE_ATTACHED",
                        "true",
                        "MILLRACE_MONITORING_URL",
                        url,
                        "MILLRACE_TRAINING_URL",
                        url,
                        "MILLRACE_TOKEN",
                        "secret"));
        awaitCascade = new AwaitCascade(new Api(endpoints), event -> told.add(event.topic()), Duration.ofMillis(50));
    }

    @AfterEach
    void stop() {
        monitoring.stop(0);
    }

    /** Pipelines that read a dataset, as training lists them. */
    private String page(String query) {
        return query.equals("limit=20&dataset=" + datasetRead)
                ? "{\"pipelines\": [{\"pipeline\": \"p\"}]}"
                : "{\"pipelines\": []}";
    }

    private void answer(String id, String... bodies) {
        answers.put(id, new ArrayDeque<>(List.of(bodies)));
    }

    private static String cascade(String id, String status, String runCascade, String... topics) {
        var events = new ArrayList<String>();
        for (String topic : topics) {
            events.add("{\"eventId\": \"%s-%s\", \"topic\": \"%s\", \"data\": {\"version\": 3}}"
                    .formatted(id, topic, topic));
        }
        return "{\"id\": \"%s\", \"status\": \"%s\", \"runCascade\": %s, \"events\": [%s]}"
                .formatted(id, status, runCascade.isEmpty() ? null : '"' + runCascade + '"', String.join(",", events));
    }

    private UploadOutcome await(String id, Duration timeout) {
        return awaitCascade.await(id, "trips", timeout).ending();
    }

    @Test
    void tellsEachEventOnceAndEndsWhenTheVersionServes() {
        answer(
                "c1",
                cascade("c1", "RUNNING", "", "data.arrived"),
                cascade("c1", "RUNNING", "", "data.arrived", "data.validated"),
                cascade("c1", "SERVING", "", "data.arrived", "data.validated", "model.deployed"));

        assertThat(await("c1", Duration.ofSeconds(20))).isEqualTo(UploadOutcome.SERVING);
        assertThat(told).containsExactly("data.arrived", "data.validated", "model.deployed");
    }

    @Test
    void followsAMergedTriggerIntoTheRunThatItJoined() {
        answer("c1", cascade("c1", "MERGED", "c2", "training.decided"));
        answer("c2", cascade("c2", "RUNNING", ""), cascade("c2", "NOT_APPROVED", "", "model.rejected"));

        assertThat(await("c1", Duration.ofSeconds(20))).isEqualTo(UploadOutcome.NOT_APPROVED);
        assertThat(told).containsExactly("training.decided", "model.rejected");
    }

    @Test
    void followsAnApprovalThatANewerOneOvertook() {
        answer("c1", cascade("c1", "SUPERSEDED", "c2", "model.approved"));
        answer("c2", cascade("c2", "SERVING", "", "model.deployed"));

        assertThat(await("c1", Duration.ofSeconds(20))).isEqualTo(UploadOutcome.SERVING);
        assertThat(told).containsExactly("model.approved", "model.deployed");
    }

    @Test
    void endsWithEveryCodeThatScriptsLeanOn() {
        for (UploadOutcome ending : List.of(
                UploadOutcome.SERVING,
                UploadOutcome.REJECTED,
                UploadOutcome.NOT_APPROVED,
                UploadOutcome.NO_TRAINING,
                UploadOutcome.FAILED)) {
            answer("c-" + ending, cascade("c-" + ending, ending.name(), ""));
            assertThat(await("c-" + ending, Duration.ofSeconds(20))).isEqualTo(ending);
        }
        assertThat(List.of(
                        UploadOutcome.SERVING,
                        UploadOutcome.REJECTED,
                        UploadOutcome.NOT_APPROVED,
                        UploadOutcome.NO_TRAINING,
                        UploadOutcome.FAILED))
                .extracting(UploadOutcome::exitCode)
                .containsExactly(0, 10, 11, 12, 1);
    }

    @Test
    void endsWhereNoPipelineReadsTheDataset() {
        datasetRead = "others";
        answer("c1", cascade("c1", "RUNNING", "", "data.arrived", "data.validated"));

        assertThat(await("c1", Duration.ofSeconds(20))).isEqualTo(UploadOutcome.NO_PIPELINE);
        assertThat(UploadOutcome.NO_PIPELINE.exitCode()).isEqualTo(12);
    }

    @Test
    void waitsForThePipelineThatReadsIt() {
        answer("c1", cascade("c1", "RUNNING", "", "data.arrived", "data.validated"));

        assertThat(await("c1", Duration.ofMillis(400))).isEqualTo(UploadOutcome.TIMED_OUT);
    }

    @Test
    void followsTheRunOfAPipelineThatCameIntoForceJustBehindTheData() {
        answer("c1", cascade("c1", "RUNNING", "", "data.arrived", "data.validated"));
        answer("applied", cascade("applied", "SERVING", "", "training.decided", "model.deployed"));
        runs = """
                {"runs": [{"dataset": "trips", "datasetVersionFrom": 4, "datasetVersionTo": 4, "cascadeId": "later"},
                          {"dataset": "trips", "datasetVersionFrom": 1, "datasetVersionTo": 3, "cascadeId": "applied"}]}
                """;

        assertThat(await("c1", Duration.ofSeconds(20))).isEqualTo(UploadOutcome.SERVING);
        assertThat(told).endsWith("training.decided", "model.deployed");
    }

    @Test
    void givesUpWhenTheTimeIsUp() {
        answer("c1", cascade("c1", "RUNNING", ""));

        assertThat(await("c1", Duration.ofMillis(300))).isEqualTo(UploadOutcome.TIMED_OUT);
        assertThat(UploadOutcome.TIMED_OUT.exitCode()).isEqualTo(124);
    }
}
