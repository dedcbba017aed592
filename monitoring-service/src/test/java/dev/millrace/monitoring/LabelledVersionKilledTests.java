package dev.millrace.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.contracts.Column;
import dev.millrace.contracts.DataValidated;
import dev.millrace.contracts.Mode;
import dev.millrace.contracts.Part;
import dev.millrace.contracts.PredictionRow;
import dev.millrace.contracts.RouteRole;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.Lineage;
import dev.millrace.models.Baseline;
import dev.millrace.monitoring.drift.rule.MadeUpBaselines;
import dev.millrace.monitoring.labelled.StoredLabels;
import dev.millrace.pipelines.PipelineSpecs;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of a dataset bring labels while one of two replicas dies over them: each label counts once, each row is told of. */
class LabelledVersionKilledTests {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int VERSIONS = 6;
    private static final int MOST_VERSIONS = 40;
    private static final int ROWS = 1500;
    private static final int UNLABELLED = 7;
    private static final String PROJECT = "labelled-killed";
    private static final String SPEC = """
            {"apiVersion": "millrace/v1", "kind": "Pipeline", "name": "taxi",
             "data": {"dataset": "trips", "label": "tipped"},
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
    void eachLabelCountsOnceAndEachRowIsToldOf() throws Exception {
        try (var monitoring = replicas().start("labelled-1")) {
            approve(monitoring);
            int port = Replicas.freePort();
            var dying = replicas().dyingAt("job.running", "labelled-2", MonitoringApplication.class, port);
            int versions = 0;
            try {
                awaitStarted(port);
                while (versions < VERSIONS || (dying.isAlive() && versions < MOST_VERSIONS)) {
                    versions++;
                    predict(monitoring, versions);
                    int last = versions;
                    await().atMost(PATIENCE)
                            .until(() -> monitoring
                                    .get("/v1/predictions/" + id(last, ROWS - 1))
                                    .has("version"));
                    validated(monitoring, versions);
                }
                assertThat(dying.waitFor(2, TimeUnit.MINUTES)).isTrue();
            } finally {
                dying.destroyForcibly();
            }
            assertThat(dying.exitValue()).isEqualTo(Replicas.HALTED);
            for (int version = 1; version <= versions; version++) {
                tellsOfEachRow(monitoring, version);
            }

            int labels = versions * (ROWS - UNLABELLED - 1);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(monitoring
                                    .get("/v1/models/taxi/performance")
                                    .path("labels")
                                    .asInt())
                            .isEqualTo(labels));
        }
    }

    private static void awaitStarted(int port) {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/v1/models".formatted(port)))
                    .header("Authorization", "Bearer " + Replicas.TOKEN)
                    .build();
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> http.send(request, BodyHandlers.discarding()).statusCode() == 200);
        }
    }

    private static void tellsOfEachRow(RunningMonitoring monitoring, int version) {
        var path = "/v1/datasets/outcomes-%d/versions/1/labels".formatted(version);
        await().atMost(PATIENCE)
                .until(() -> monitoring.get(path).path("status").asString("").equals("SENT"));
        var told = monitoring.get(path);
        assertThat(told.path("sent").asInt()).isEqualTo(ROWS - UNLABELLED - 1);
        assertThat(told.path("withoutLabel").asInt()).isEqualTo(UNLABELLED);
        assertThat(told.path("unknownClass").asInt()).isEqualTo(1);
        assertThat(told.path("unknownPrediction").asInt()).isZero();
    }

    private void approve(RunningMonitoring monitoring) {
        var artifacts = monitoring.bean(ArtifactStore.class);
        var spec = PipelineSpecs.toCanonicalJson(PipelineSpecs.parse(SPEC, () -> 1));
        var column = MadeUpBaselines.number("prediction", 0, MadeUpBaselines.values(1000, new Random(1)));
        var digest = Packages.trainedBy(
                artifacts.put(spec.getBytes(StandardCharsets.UTF_8)).hex(),
                artifacts,
                new Baseline(1000, List.of(column)),
                Map.of("auc", 0.8));
        monitoring.send(
                Topics.MODEL_APPROVED,
                replicas().approved(digest),
                null,
                SETTING,
                "registry:models:" + PROJECT + "/taxi");
        await().atMost(PATIENCE)
                .until(() -> monitoring.get("/v1/models/taxi/performance").has("model"));
    }

    private void predict(RunningMonitoring monitoring, int version) {
        for (int partition = 0; partition < 2; partition++) {
            int home = partition;
            var logged = replicas()
                    .logged(
                            RouteRole.CHAMPION,
                            List.of("fare"),
                            IntStream.range(0, ROWS)
                                    .filter(row -> row % 2 == home)
                                    .mapToObj(row -> new PredictionRow(
                                            id(version, row),
                                            List.of(1.0 + row),
                                            "1",
                                            List.of(0.2, 0.8),
                                            100L,
                                            Instant.EPOCH))
                                    .toList());
            monitoring.send(
                    Topics.INFERENCE_LOGGED,
                    logged,
                    partition,
                    SETTING,
                    "serving:instance:%s-%d-%d".formatted(PROJECT, version, partition));
        }
    }

    private static String id(int version, int row) {
        return "%d-serving%d-%s".formatted(row % 2, version, Integer.toString(row, 36));
    }

    /** Some rows have no label, one has a class that there is not, and one names no prediction. */
    private static void validated(RunningMonitoring monitoring, int version) {
        var rows = new ArrayList<>(IntStream.range(0, ROWS)
                .mapToObj(row -> "'%s', %s"
                        .formatted(
                                id(version, row),
                                row < UNLABELLED ? "NULL" : row == UNLABELLED ? "7" : String.valueOf(row % 2)))
                .toList());
        rows.add(ROWS / 2, "NULL, 1");
        var digest = StoredLabels.of(
                "\"millrace.prediction\" VARCHAR, tipped BIGINT", rows, monitoring.bean(LocalArtifactStore.class));
        var event = new DataValidated();
        event.setProject(PROJECT);
        event.setDataset("outcomes-" + version);
        event.setVersion(1L);
        event.setParts(List.of(new Part(digest, (long) rows.size(), 1000L)));
        event.setMode(Mode.APPEND);
        event.setRows((long) rows.size());
        event.setColumns(List.of(new Column("millrace.prediction", "STRING"), new Column("tipped", "INTEGER")));
        event.setSchemaVersion(1);
        event.setStatisticsDigest("0".repeat(64));
        event.setReportDigest("0".repeat(64));
        event.setWarnings(0);
        event.setArrivedBy("tester");
        monitoring.send(
                Topics.DATA_VALIDATED, event, null, SETTING, "validation:versions:%s-%d".formatted(PROJECT, version));
    }
}
