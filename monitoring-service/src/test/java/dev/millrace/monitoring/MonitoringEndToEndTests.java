package dev.millrace.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.contracts.PredictionRow;
import dev.millrace.contracts.RouteRole;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.DirectPublisher;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.commit.CommittedAggregates;
import dev.millrace.models.Baseline;
import dev.millrace.models.SliceBaseline;
import dev.millrace.monitoring.drift.mongo.SampleOfHistory;
import dev.millrace.monitoring.drift.watch.ReadDrift;
import dev.millrace.monitoring.feedback.Label;
import dev.millrace.monitoring.feedback.ReadPerformance;
import dev.millrace.monitoring.feedback.WaitingLabels;
import dev.millrace.monitoring.feedback.mongo.SampleOfPredictions;
import dev.millrace.testing.DocumentedRoutes;
import dev.millrace.testing.RecordedStates;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

class MonitoringEndToEndTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PROJECT = "monitoring-e2e";
    private static final String DATABASE = "monitoring-e2e";

    /** Where each says in which role the version answers. */
    private static final Map<String, String> ANSWERS_WITH_ROLES = Map.of(
            "/v1/models", "/models/0/role",
            "/v1/models/taxi/drift", "/role",
            "/v1/models/taxi/drift?windows=1", "/windows/0/role",
            "/v1/models/taxi/drift/baseline?generation=1", "/role",
            "/v1/models/taxi/performance", "/role",
            "/v1/models/taxi/episodes", "/episodes/0/role");

    private final Random random = new Random(5);
    private final Instant asked = Instant.now().minus(Duration.ofHours(1));
    private final List<String> predictionIds = new ArrayList<>();

    @TempDir
    Path directory;

    @Test
    void publishesDriftOnceThroughARestartAndTellsTheCascades() throws Exception {
        try (var monitoring = RunningMonitoring.start(directory, DATABASE, PROJECT)) {
            assertThat(monitoring.statusWithoutToken("/v1/cascades")).isEqualTo(401);
            approve(monitoring);
            await().atMost(PATIENCE)
                    .until(() -> monitoring.get("/v1/models/taxi/drift").has("level"));
            predict(monitoring, 700);
            await().atMost(PATIENCE).until(() -> rows(monitoring) == 200);
        }
        try (var monitoring = RunningMonitoring.start(directory, DATABASE, PROJECT);
                var lines = monitoring.lines("/v1/cascades/stream")) {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> rows(monitoring) == 200);
            predict(monitoring, 100, RouteRole.CANARY);
            predict(monitoring, 850);
            await().atMost(PATIENCE)
                    .until(() -> rows(monitoring) == 50
                            && monitoring
                                            .get("/v1/models/taxi/drift")
                                            .get("windows")
                                            .size()
                                    == 3);

            JsonNode drift = monitoring.get("/v1/models/taxi/drift");
            assertThat(drift.get("level").asString()).isEqualTo("DRIFT");
            assertThat(drift.get("windows")).hasSize(3);
            assertThat(drift.get("otherRows").asInt()).isZero();
            tellsOfSlicesAndOfTheWindowBefore(drift);

            String event = lines.filter(line -> line.startsWith("data:") && line.contains("drift.detected"))
                    .findFirst()
                    .orElseThrow();
            assertThat(event).contains("DRIFT of version 1, since its deployment, in fare");
            tellsTheCascades(monitoring);
            scoresLabels(monitoring);
            keepsOfSeveralLabelsTheOneThatCameFirst(monitoring);
            SampleOfPredictions.assertDrawn(monitoring.context);
            SampleOfHistory.check(monitoring.context);
            assertThat(monitoring
                            .get("/v1/models/taxi/drift/history")
                            .at("/steps")
                            .isArray())
                    .isTrue();
            answersWhatTheConsoleAsks(monitoring);
            tellsRolesAndKnowsOnlyTheChampion(monitoring);
            answersTheSameFromWhatEarlierReleasesStoredWithoutRoles(monitoring);
            DocumentedRoutes.assertComplete(monitoring.context);
            readsWhatTheReleaseBeforeHasStoredAndKeepsWhatALaterOneAdds(monitoring);
        }
    }

    /** Each payment has 250 rows of a window, so it was judged with the second one. */
    private static void tellsOfSlicesAndOfTheWindowBefore(JsonNode drift) {
        assertThat(drift.get("slices")).hasSize(2).allSatisfy(slice -> {
            assertThat(slice.at("/last/rows").asLong()).isEqualTo(500);
            assertThat(slice.get("rows").asLong()).isEqualTo(250);
            assertThat(slice.get("level").asString()).isEqualTo("POSSIBLE");
            assertThat(slice.at("/last/verdict/level").asString()).isEqualTo("DRIFT");
        });
        assertThat(window(drift, 2).at("/slices/0/slice").asString()).isEqualTo("payment=Cash");
        assertThat(window(drift, 3).at("/previous/level").asString()).isEqualTo("NONE");
        assertThat(window(drift, 1).at("/previous").isNull()).isTrue();
    }

    private static JsonNode window(JsonNode drift, int number) {
        return drift.path("windows")
                .valueStream()
                .filter(window -> window.path("number").asInt() == number)
                .findFirst()
                .orElseThrow();
    }

    private void tellsRolesAndKnowsOnlyTheChampion(RunningMonitoring monitoring) {
        ANSWERS_WITH_ROLES.forEach((path, place) ->
                assertThat(monitoring.get(path).at(place).asString()).as(path).isEqualTo("CHAMPION"));
        assertThat(monitoring
                        .get("/v1/predictions/" + predictionIds.get(700))
                        .at("/code")
                        .asString())
                .as("a prediction of a canary")
                .isEqualTo("PREDICTION_UNKNOWN");
    }

    /** Their documents have the same ids and fields, but for the role. */
    private static void answersTheSameFromWhatEarlierReleasesStoredWithoutRoles(RunningMonitoring monitoring) {
        var paths = ANSWERS_WITH_ROLES.keySet();
        var before = paths.stream().collect(Collectors.toMap(path -> path, monitoring::get));
        var store = monitoring.bean(MongoTemplate.class);
        for (var collection : List.of("watched-models", "watched-generations", "judged-windows", "episodes")) {
            var documents = store.findAll(Document.class, collection);
            assertThat(documents).as(collection).isNotEmpty().allMatch(MonitoringEndToEndTests::removeRoles);
            documents.forEach(document -> {
                store.remove(Query.query(Criteria.where("_id").is(document.get("_id"))), collection);
                store.insert(document, collection);
            });
        }

        paths.forEach(path -> assertThat(monitoring.get(path)).as(path).isEqualTo(before.get(path)));
    }

    /** Whether there was one. */
    private static boolean removeRoles(Document document) {
        boolean removed = document.remove("role") != null;
        for (var value : document.values()) {
            removed |= value instanceof Document nested && removeRoles(nested);
        }
        return removed;
    }

    private static void readsWhatTheReleaseBeforeHasStoredAndKeepsWhatALaterOneAdds(RunningMonitoring monitoring) {
        var stores = monitoring.context.getBean(CommittedAggregates.class).byCollection();
        RecordedStates.assertSurvive(
                monitoring.context,
                stores.keySet(),
                (collection, id) -> storeAnew(Objects.requireNonNull(stores.get(collection)), id));
        assertThat(monitoring.bean(ReadDrift.class).find("recorded", "chaos-reviewed", null, 1))
                .hasValueSatisfying(drift -> {
                    assertThat(drift.version()).isEqualTo(10);
                    assertThat(drift.role()).isEqualTo(ServingRole.CHAMPION);
                });
        assertThat(monitoring.bean(ReadPerformance.class).find("recorded", "chaos-automatic"))
                .hasValueSatisfying(performance -> {
                    assertThat(performance.version()).isEqualTo(18);
                    assertThat(performance.role()).isEqualTo(ServingRole.CHAMPION);
                });
    }

    private static <S> void storeAnew(AggregateStore<S> store, String id) {
        store.internal(
                "test",
                new Lineage("upgrade", null, 0),
                id,
                state -> Decision.apply(Objects.requireNonNull(state), "stored.anew"));
    }

    private static void tellsTheCascades(RunningMonitoring monitoring) {
        await().atMost(PATIENCE)
                .until(() -> monitoring.get("/v1/alerts").get("alerts").size() == 1);
        await().atMost(PATIENCE)
                .until(() -> monitoring.get("/v1/cascades").get("cascades").size() == 2);
        await().atMost(PATIENCE)
                .until(() -> driftCascade(monitoring).path("events").size() == 2);
        JsonNode cascade = driftCascade(monitoring);
        assertThat(cascade.get("linkedFrom").asString()).isEqualTo("cascade-of-approval");
        assertThat(cascade.get("status").asString()).isEqualTo("RUNNING");
    }

    private void answersWhatTheConsoleAsks(RunningMonitoring monitoring) {
        var drifting = monitoring.get("/v1/cascades?trigger=DRIFT&pipeline=taxi&status=RUNNING");
        assertThat(drifting.at("/cascades/0/pipelines/0").asString()).isEqualTo("taxi");
        assertThat(drifting.at("/next").isNull()).isTrue();
        assertThat(monitoring.get("/v1/cascades?pipeline=other").at("/cascades"))
                .isEmpty();
        assertThat(monitoring.get("/v1/cascades?dataset=other").at("/cascades")).isEmpty();
        assertThat(monitoring.get("/v1/cascades?until=2020-01-01T00:00:00Z").at("/cascades"))
                .isEmpty();
        assertThat(monitoring
                        .get("/v1/cascades?limit=1&from=2020-01-01T00:00:00Z")
                        .at("/next")
                        .asString())
                .isNotEmpty();

        var alert = monitoring.get("/v1/alerts?pipeline=taxi&limit=1").at("/alerts/0");
        var path = "/v1/alerts/" + alert.at("/id").asString();
        assertThat(monitoring.get(path)).isEqualTo(alert);
        assertThat(alert.at("/page").asString())
                .isEqualTo("http://console.example/alerts/" + alert.at("/id").asString());
        assertThat(monitoring.get("/v1/alerts?code=NONE").at("/alerts")).isEmpty();
        assertThat(monitoring
                        .get("/v1/alerts?severity=" + alert.at("/severity").asString())
                        .at("/alerts/0"))
                .isEqualTo(alert);

        var models = monitoring.get("/v1/models?level=DRIFT");
        assertThat(models.at("/models/0/model").asString()).isEqualTo("taxi");
        assertThat(models.at("/models/0/since").asString()).isNotEmpty();
        assertThat(monitoring.get("/v1/models?after=taxi").at("/models")).isEmpty();
        assertThat(monitoring.get("/v1/models?level=NONE").at("/models")).isEmpty();

        var drift = monitoring.get("/v1/models/taxi/drift?windows=1");
        var counts = drift.at("/windows/0/verdict/columns/0/counts");
        assertThat(counts).isNotEmpty();
        assertThat(monitoring
                        .get("/v1/models/taxi/drift?windows=1&detail=levels")
                        .at("/windows/0/verdict/columns/0/counts"))
                .isEmpty();
        var end = monitoring.get("/v1/models/taxi/drift").at("/windows/1/to").asString();
        assertThat(monitoring
                        .get("/v1/models/taxi/drift?until=" + end)
                        .at("/windows/0/to")
                        .asString())
                .isEqualTo(end);
        var baseline = monitoring.get("/v1/models/taxi/drift/baseline");
        assertThat(baseline.at("/columns/0/bins")).hasSameSizeAs(counts);
        assertThat(monitoring.get("/v1/models/taxi/drift/baseline?generation=1"))
                .isEqualTo(baseline);
        assertThat(monitoring
                        .get("/v1/models/taxi/drift/baseline?generation=99")
                        .at("/code")
                        .asString())
                .isEqualTo("GENERATION_UNKNOWN");

        var episodes = monitoring.get("/v1/models/taxi/episodes?limit=1");
        assertThat(episodes.at("/next").isNull()).isTrue();
        assertThat(episodes.at("/episodes/0/kind").asString()).isEqualTo("DRIFT");
        assertThat(episodes.at("/episodes/0/state").asString()).isEqualTo("LASTS");
        assertThat(episodes.at("/episodes/0/columns/0/column").asString()).isEqualTo("fare");
        assertThat(episodes.at("/episodes/0/cascadeId").asString())
                .isEqualTo(driftCascade(monitoring).get("id").asString());
        assertThat(monitoring
                        .get("/v1/models/taxi/episodes?after=0000000000000000001-DRIFT.1")
                        .at("/episodes"))
                .isEmpty();

        var origin = monitoring.get("/v1/predictions/" + predictionIds.getFirst() + "/origin");
        assertThat(origin.at("/version").asInt()).isEqualTo(1);
        assertThat(origin.at("/role").asString()).isEqualTo("CHAMPION");
        assertThat(origin.at("/events/0/topic").asString()).isEqualTo(Topics.MODEL_APPROVED.name());
        assertThat(monitoring.get("/v1/predictions/nonsense/origin").at("/code").asString())
                .isEqualTo("PREDICTION_UNKNOWN");
        var prediction = monitoring.get("/v1/predictions/" + predictionIds.getFirst());
        assertThat(prediction.at("/model").asString()).isEqualTo("taxi");
        assertThat(prediction.at("/version").asInt()).isEqualTo(1);
        assertThat(prediction.at("/role").asString()).isEqualTo("CHAMPION");
        assertThat(monitoring.get("/v1/predictions/nonsense").at("/code").asString())
                .isEqualTo("PREDICTION_UNKNOWN");

        assertThat(monitoring
                        .get("/v1/decisions?pipeline=taxi&decision=STARTED")
                        .at("/decisions"))
                .isEmpty();
        var summary = monitoring.get("/v1/summary");
        assertThat(summary.at("/counts/modelsDrifting").asInt()).isEqualTo(1);
        assertThat(summary.at("/counts/alerts").asInt()).isPositive();
        assertThat(summary.at("/hours")).hasSize(24);
        assertThat(summary.at("/hours/23/counts/RUNNING").asInt()
                        + summary.at("/hours/22/counts/RUNNING").asInt())
                .isEqualTo(2);
        assertThat(summary.at("/attention").toString()).contains("\"code\":\"DRIFT\"");
    }

    private static void keepsOfSeveralLabelsTheOneThatCameFirst(RunningMonitoring monitoring) {
        var waiting = monitoring.bean(WaitingLabels.class);
        var labels = Stream.of("first", "second", "third")
                .map(label -> new Label("0-waits-1", label, Instant.EPOCH))
                .map(label -> new WaitingLabels.Waiting("nobody/nothing", 0, 7, label, Instant.now()))
                .toList();
        waiting.add(labels.subList(0, 2));
        waiting.add(labels.subList(2, 3));

        var kept = waiting.about("nobody/nothing", 0, List.of("0-waits-1"));
        assertThat(kept).extracting(each -> each.label().label()).containsExactly("first");
        waiting.remove("nobody/nothing", List.of("0-waits-1"));
        assertThat(waiting.any("nobody/nothing", 0)).isFalse();
    }

    private void scoresLabels(RunningMonitoring monitoring) {
        String labels = predictionIds.stream()
                .limit(60)
                .map(id -> "{\"predictionId\": \"%s\", \"label\": \"1\"}".formatted(id))
                .collect(Collectors.joining(
                        ", ",
                        "{\"model\": \"taxi\", \"labels\": [",
                        ", {" + "\"predictionId\": \"nonsense\", \"label\": \"1\"}]}"));

        HttpResponse<String> answer = monitoring.post("/v1/feedback", labels);
        monitoring.post("/v1/feedback", labels);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("ACCEPTED", "PREDICTION_ID_INVALID");
        await().atMost(PATIENCE)
                .until(() -> monitoring
                                .get("/v1/models/taxi/performance")
                                .get("labels")
                                .asInt()
                        == 60);
        monitoring.post("/v1/feedback", labels.replace("\"label\": \"1\"", "\"label\": \"0\""));
        await().atMost(PATIENCE)
                .until(() -> monitoring
                                .get("/v1/models/taxi/performance")
                                .get("corrected")
                                .asInt()
                        == 60);
        var performance = monitoring.get("/v1/models/taxi/performance");
        assertThat(performance.get("labels").asInt()).isEqualTo(60);
        assertThat(performance.get("repeated").asInt()).isEqualTo(60);
        assertThat(performance.get("coverage").asDouble()).isBetween(0.01, 0.5);
        assertThat(performance.get("medianDelay").asString()).startsWith("PT");
        assertThat(performance.at("/intervals/accuracy/low").asDouble())
                .isLessThan(performance.at("/metrics/accuracy").asDouble());
        assertThat(monitoring
                        .post("/v1/feedback", labels.replace("\"model\": \"taxi\"", "\"model\": \"bikes\""))
                        .body())
                .contains("PREDICTION_OF_ANOTHER", "the prediction is of model taxi, not of bikes")
                .doesNotContain("ACCEPTED");
        assertThat(monitoring.post("/v1/feedback", "{\"model\": \"taxi\"}").body())
                .contains("FIELD_REQUIRED", "\"pointer\":\"/labels\"");
        assertThat(monitoring
                        .post("/v1/feedback", "{\"model\": \"taxi\", \"labels\": [{\"predictionId\": \"a\"}]}")
                        .body())
                .contains("FIELD_REQUIRED", "\"pointer\":\"/labels/0/label\"");
        assertThat(monitoring
                        .post("/v1/feedback", "{\"model\": \"taxi\", \"labels\": 1}")
                        .body())
                .contains("JSON_TYPE", "an array is expected", "\"pointer\":\"/labels\"");
        for (String about : List.of("performance", "feedback", "drift")) {
            assertThat(monitoring.get("/v1/models/taxy/" + about).path("detail").asString())
                    .startsWith("There is no model in service called taxy, did you mean taxi? GET /v1/models lists");
        }
    }

    /** By its link: nothing says which of two topics is read first. */
    private static JsonNode driftCascade(RunningMonitoring monitoring) {
        return monitoring
                .get("/v1/cascades")
                .get("cascades")
                .valueStream()
                .map(listed -> cascade(monitoring, listed))
                .filter(cascade -> cascade.path("linkedFrom").isString())
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static JsonNode cascade(RunningMonitoring monitoring, JsonNode listed) {
        return monitoring.get("/v1/cascades/" + listed.get("id").asString());
    }

    private static long rows(RunningMonitoring monitoring) {
        return monitoring
                .get("/v1/models/taxi/drift")
                .get("collecting")
                .get("rows")
                .asLong();
    }

    private void approve(RunningMonitoring monitoring) {
        var column = new Baseline.Column(
                "fare",
                Baseline.Column.Kind.NUMBER,
                List.of(-1.0, 0.0, 1.0),
                List.of(-1.5, -0.5, 0.5, 1.5),
                List.of(),
                List.of(1000L, 1500L, 1500L, 1000L, 0L),
                1,
                0,
                1);
        var payment = new Baseline.Column(
                "payment",
                Baseline.Column.Kind.CATEGORY,
                List.of(),
                List.of(),
                List.of("Cash", "Card"),
                List.of(2500L, 2500L, 0L, 0L),
                0,
                0,
                0);
        var prediction = new Baseline.Column(
                "prediction",
                Baseline.Column.Kind.NUMBER,
                List.of(0.25, 0.5, 0.75),
                List.of(0.125, 0.375, 0.625, 0.875),
                List.of(),
                List.of(1250L, 1250L, 1250L, 1250L, 0L),
                0,
                0.5,
                0.3);
        String digest = Packages.with(
                monitoring.bean(ArtifactStore.class),
                new Baseline(5000, List.of(column, payment, prediction)),
                List.of(slice("Cash", List.of(2500L, 0L, 0L, 0L)), slice("Card", List.of(0L, 2500L, 0L, 0L))));
        monitoring.send(
                Topics.MODEL_APPROVED,
                new Replicas(directory, PROJECT).approved(digest),
                null,
                new Lineage("cascade-of-approval", null, 0),
                "registry:models:" + PROJECT + "/taxi");
    }

    /** Half of the rows. */
    private static SliceBaseline slice(String payment, List<Long> payments) {
        return new SliceBaseline(
                "payment",
                payment,
                2500,
                List.of(
                        new SliceBaseline.Counted(List.of(500L, 750L, 750L, 500L, 0L), 0, 1),
                        new SliceBaseline.Counted(payments, 0, 0),
                        new SliceBaseline.Counted(List.of(625L, 625L, 625L, 625L, 0L), 0.5, 0.3)));
    }

    private void predict(RunningMonitoring monitoring, int rows) {
        predict(monitoring, rows, RouteRole.CHAMPION);
    }

    private void predict(RunningMonitoring monitoring, int rows, RouteRole role) {
        for (int left = rows; left > 0; left -= 50) {
            int partition = left / 50 % 2;
            var logged = new Replicas(directory, PROJECT)
                    .logged(role, List.of("fare", "payment"), rows(partition, Math.min(left, 50)));
            // The schemas' ids may not be known yet.
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> monitoring
                                    .bean(DirectPublisher.class)
                                    .send(
                                            Topics.INFERENCE_LOGGED,
                                            logged,
                                            partition,
                                            new Lineage("predictions", null, 0))
                                    .get()
                            == null);
        }
    }

    private List<PredictionRow> rows(int partition, int count) {
        List<PredictionRow> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            double score = random.nextDouble();
            String id = partition + "-" + Long.toHexString(random.nextLong());
            predictionIds.add(id);
            rows.add(new PredictionRow(
                    id,
                    List.of(random.nextGaussian() + 1, row % 2 == 0 ? "Cash" : "Card"),
                    score > 0.5 ? "1" : "0",
                    List.of(1 - score, score),
                    100L,
                    asked.plusMillis(random.nextInt(1_000_000))));
        }
        return rows;
    }
}
