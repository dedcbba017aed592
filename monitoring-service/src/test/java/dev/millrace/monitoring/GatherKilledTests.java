package dev.millrace.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.contracts.PipelineDefined;
import dev.millrace.contracts.PredictionRow;
import dev.millrace.contracts.RouteRole;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.Lineage;
import dev.millrace.models.Baseline;
import dev.millrace.monitoring.drift.rule.MadeUpBaselines;
import dev.millrace.monitoring.gather.Batch;
import dev.millrace.monitoring.gather.BatchList;
import dev.millrace.monitoring.gather.MakeBatches;
import dev.millrace.pipelines.PipelineSpecs;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Processes that die while they hand labelled rows over, and two that go on: each row is in one batch, each batch is told once. */
class GatherKilledTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ROWS = 60;
    private static final String PROJECT = "gather-killed";
    private static final String REPLICA = "gather-1";

    /** Behind the file and before its announcement, behind the change that announces it, and behind the announcement. */
    private static final List<String> DEATHS = List.of("artifact.afterRename", "relay.beforeSend", "relay.afterAck");

    private static final String SPEC = """
            {"apiVersion": "millrace/v1", "kind": "Pipeline", "name": "taxi",
             "data": {"dataset": "trips", "label": "tipped", "exclude": ["secret"],
                      "feedback": {"dataset": "trips-feedback", "every": {"rows": 20, "atMost": "PT1S"}}},
             "train": {"select": "auc", "candidates": [{"trainer": "logistic-regression"}]},
             "gates": [{"metric": "auc", "min": 0.5}]}
            """;

    private static final Lineage SETTING = new Lineage("setting", null, 0);

    @TempDir
    Path directory;

    private Replicas replicas() {
        return new Replicas(directory, PROJECT);
    }

    @Test
    void eachRowIsInOneBatchAndEachBatchIsToldOnce() throws Exception {
        try (var monitoring = replicas().start(REPLICA)) {
            define(monitoring);
            predict(monitoring);
            await().atMost(PATIENCE)
                    .until(() -> monitoring.get("/v1/models/taxi/feedback").has("model")
                            && monitoring.get("/v1/predictions/" + id(ROWS - 1)).has("version"));
        }
        for (var point : DEATHS) {
            die(point);
        }

        try (var one = replicas().start(REPLICA);
                var other = replicas().start("gather-2")) {
            // Sent again, as by somebody who got no answer: that makes no second row.
            one.post("/v1/feedback", labels());
            await().atMost(Duration.ofMinutes(2)).until(() -> {
                together(one, other);
                return one.get("/v1/models/taxi/feedback").path("batched").asInt() == ROWS;
            });
            var batches = one.bean(BatchList.class).newest(PROJECT + "/taxi", 100);

            assertThat(predictions(one, batches)).hasSize(ROWS).doesNotHaveDuplicates();
            await().atMost(PATIENCE)
                    .until(() -> one.get("/v1/cascades?dataset=trips-feedback")
                                    .path("cascades")
                                    .size()
                            == batches.size());
            for (var batch : batches) {
                var events = one.get("/v1/cascades/" + batch.cascadeId()).path("events");
                assertThat(events).hasSize(1);
                assertThat(events.at("/0/summary").asString()).contains("GATHERED " + batch.rows());
            }
        }
    }

    /** The first one dies over the rows that are labelled now, and those after it over what it left. */
    private void die(String point) throws Exception {
        int port = Replicas.freePort();
        var dying = replicas().dyingAt(point, REPLICA, MonitoringApplication.class, port);
        try {
            label(port, dying);
            assertThat(dying.waitFor(2, TimeUnit.MINUTES)).as(point).isTrue();
        } finally {
            dying.destroyForcibly();
        }
        assertThat(dying.exitValue()).as(point).isEqualTo(Replicas.HALTED);
    }

    private static void together(RunningMonitoring one, RunningMonitoring other) throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Object>> sweeps = List.of(
                    Executors.callable(() -> one.bean(MakeBatches.class).sweep()),
                    Executors.callable(() -> other.bean(MakeBatches.class).sweep()));
            executor.invokeAll(sweeps);
        }
    }

    private static List<String> predictions(RunningMonitoring monitoring, List<Batch> batches) {
        var all = new ArrayList<String>();
        for (var batch : batches) {
            var rows = monitoring.bean(ArtifactStore.class).read(new Digest(batch.artifact()), 1_000_000);
            new String(rows, StandardCharsets.UTF_8).lines().forEach(line -> {
                var row = JsonMapper.shared().readTree(line);
                assertThat(row.has("secret")).isFalse();
                assertThat(row.path("fare").asDouble()).isPositive();
                all.add(row.path("millrace.prediction").asString());
            });
        }
        return all;
    }

    private void define(RunningMonitoring monitoring) {
        var spec = PipelineSpecs.parse(SPEC, () -> 1);
        var defined = new PipelineDefined();
        defined.setProject(PROJECT);
        defined.setPipeline("taxi");
        defined.setVersion(1);
        defined.setSpec(PipelineSpecs.toCanonicalJson(spec));
        defined.setSpecDigest(PipelineSpecs.digest(spec));
        defined.setDefinedBy("tester");
        monitoring.send(Topics.PIPELINE_DEFINED, defined, null, SETTING, "registry:pipelines:" + PROJECT + "/taxi");
        var column = MadeUpBaselines.number("prediction", 0, MadeUpBaselines.values(1000, new Random(1)));
        var digest = Packages.with(
                monitoring.bean(ArtifactStore.class), new Baseline(1000, List.of(column)), Map.of("auc", 0.8));
        monitoring.send(
                Topics.MODEL_APPROVED,
                replicas().approved(digest),
                null,
                SETTING,
                "registry:models:" + PROJECT + "/taxi");
        await().atMost(PATIENCE)
                .until(() -> monitoring
                        .get("/v1/models/taxi/feedback")
                        .path("dataset")
                        .asString("")
                        .equals("trips-feedback"));
    }

    private void predict(RunningMonitoring monitoring) {
        for (int partition = 0; partition < 2; partition++) {
            int home = partition;
            var logged = replicas()
                    .logged(
                            RouteRole.CHAMPION,
                            List.of("fare", "secret"),
                            IntStream.range(0, ROWS)
                                    .filter(row -> row % 2 == home)
                                    .mapToObj(row -> new PredictionRow(
                                            id(row),
                                            List.of(1.0 + row, "hidden"),
                                            "1",
                                            List.of(0.2, 0.8),
                                            100L,
                                            Instant.EPOCH))
                                    .toList());
            monitoring.send(
                    Topics.INFERENCE_LOGGED, logged, partition, SETTING, "serving:instance:" + PROJECT + partition);
        }
    }

    private static String id(int row) {
        return row % 2 + "-serving-" + Integer.toString(row, 36);
    }

    private static String labels() {
        return IntStream.range(0, ROWS)
                .mapToObj(row -> "{\"predictionId\": \"%s\", \"label\": \"%d\"}".formatted(id(row), row % 3 % 2))
                .collect(Collectors.joining(", ", "{\"model\": \"taxi\", \"labels\": [", "]}"));
    }

    private static void label(int port, Process dying) {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/v1/feedback".formatted(port)))
                    .header("Authorization", "Bearer " + Replicas.TOKEN)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(labels()))
                    .build();
            await().atMost(Duration.ofMinutes(2))
                    .ignoreExceptions()
                    .until(() -> !dying.isAlive()
                            || http.send(request, BodyHandlers.discarding()).statusCode() == 202);
        }
    }
}
