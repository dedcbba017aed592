package dev.millrace.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.DeployOutcome;
import dev.millrace.contracts.FeedbackRead;
import dev.millrace.contracts.ModelApproved;
import dev.millrace.contracts.ModelDeployed;
import dev.millrace.contracts.ModelRejected;
import dev.millrace.contracts.ModelTrained;
import dev.millrace.contracts.PipelineDefined;
import dev.millrace.contracts.ServingDecided;
import dev.millrace.contracts.ServingDecision;
import dev.millrace.contracts.Topics;
import dev.millrace.datasets.Datasets;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.DirectPublisher;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.commit.CommittedAggregates;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.models.ModelPackages;
import dev.millrace.models.Outputs;
import dev.millrace.models.Provenance;
import dev.millrace.pipelines.Task;
import dev.millrace.testing.DocumentedRoutes;
import dev.millrace.testing.RecordedStates;
import dev.millrace.testing.ServiceSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a real broker, registry and document store. */
class RegistryServiceTests {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path directory;

    private static ConfigurableApplicationContext service;
    private static Heard heard;
    private static String base;

    @BeforeAll
    static void start() throws Exception {
        var settings = ServiceSettings.in(directory);
        caller(settings, "engineer", "DATA_ENGINEER,VIEWER");
        caller(settings, "ann", "TRAINER,APPROVER,VIEWER");
        caller(settings, "dan", "DEPLOYER,VIEWER");
        caller(settings, "viewer", "VIEWER");
        caller(settings, "operator", "ADMIN");
        settings.with("millrace.registry.model.return-after", "2s");
        IntStream.range(0, 10).forEach(i -> caller(settings, "approver-" + i, "APPROVER"));
        service = new SpringApplicationBuilder(RegistryApplication.class, Heard.class).run(settings.arguments());
        heard = service.getBean(Heard.class);
        base = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
        apply("warm", specification("warm", "automatic", 0.6));
        heard.next(Topics.PIPELINE_DEFINED, event -> event.getPipeline().equals("warm"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void readsWhatTheReleaseBeforeHasStoredAndKeepsWhatALaterOneAdds() {
        var stores = service.getBean(CommittedAggregates.class).byCollection();
        RecordedStates.assertSurvive(
                service,
                stores.keySet(),
                (collection, id) -> storeAnew(Objects.requireNonNull(stores.get(collection)), id));
    }

    private static <S> void storeAnew(AggregateStore<S> store, String id) {
        store.internal(
                "test",
                new Lineage("upgrade", null, 0),
                id,
                state -> Decision.apply(Objects.requireNonNull(state), "stored.anew"));
    }

    @Test
    void documentsEachOfItsRoutesAndNoOther() {
        DocumentedRoutes.assertComplete(service);
    }

    @Test
    void saysThatASpecificationIsAnObject() throws Exception {
        var specification = json(get("/openapi.json")).at("/components/schemas/VersionView/properties/spec");

        assertThat(specification.toString()).contains("\"object\"").doesNotContain("\"string\"");
    }

    @Test
    void definesAPipelineOnceAndRecordsTheSeed() throws Exception {
        HttpResponse<String> first = apply("seeded", specification("seeded", "automatic", 0.6));
        HttpResponse<String> again = apply("seeded", specification("seeded", "automatic", 0.6));
        HttpResponse<String> changed = apply("seeded", specification("seeded", "automatic", 0.7));

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).get("digest")).isEqualTo(json(first).get("digest"));
        assertThat(changed.statusCode()).isEqualTo(201);
        assertThat(json(changed).get("version").asInt()).isEqualTo(2);
        PipelineDefined defined =
                heard.next(Topics.PIPELINE_DEFINED, event -> event.getPipeline().equals("seeded"));
        assertThat(defined.getVersion()).isEqualTo(1);
        assertThat(defined.getSpecDigest()).isEqualTo(json(first).get("digest").asString());
        JsonNode detail = json(get("/v1/pipelines/seeded"));
        assertThat(detail.at("/current/spec/data/split/seed").isIntegralNumber())
                .isTrue();
        assertThat(detail.at("/current/version").asInt()).isEqualTo(2);
        assertThat(detail.at("/versions").size()).isEqualTo(2);
        assertThat(json(get("/v1/pipelines?limit=1")).at("/pipelines/0/dataset").asString())
                .isEqualTo("trips");
    }

    @Test
    void saysEverythingThatIsWrongWithASpecification() throws Exception {
        HttpResponse<String> refused =
                apply("faulty", specification("faulty", "automatic", 0.6).replace("train:", "trian:"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(refused).at("/code").asString()).isEqualTo("MISSING_FIELD");
        assertThat(json(refused).at("/problems/1/message").asString()).contains("did you mean train?");
        assertThat(json(refused).at("/problems/1/line").asInt()).isEqualTo(5);
        assertThat(apply("other", specification("faulty", "automatic", 0.6)).statusCode())
                .isEqualTo(422);
        var unknown = get("/v1/pipelines/faulty");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(json(unknown).at("/detail").asString()).startsWith("There is no pipeline faulty");
    }

    @Test
    void approvesServesAndTellsWhereAVersionComesFrom() throws Exception {
        String digest = json(apply("lineage", specification("lineage", "automatic", 0.6)))
                .get("digest")
                .asString();

        train("lineage", "run-l1", digest, 0.8, null, null);
        ModelApproved first =
                heard.next(Topics.MODEL_APPROVED, event -> event.getModel().equals("lineage"));
        train("lineage", "run-l2", digest, 0.9, 1, 0.8);
        ModelApproved second =
                heard.next(Topics.MODEL_APPROVED, event -> event.getModel().equals("lineage"));
        train("lineage", "run-l3", digest, 0.3, 2, 0.9);
        ModelRejected third =
                heard.next(Topics.MODEL_REJECTED, event -> event.getModel().equals("lineage"));

        assertThat(first.getGeneration()).isEqualTo(1);
        assertThat(second.getPreviousGeneration()).isEqualTo(1L);
        assertThat(second.getRoutes())
                .singleElement()
                .satisfies(route -> assertThat(route.getVersion()).isEqualTo(2));
        assertThat(second.getCascadeId()).isEqualTo("cascade-run-l2");
        assertThat(second.getHop()).isEqualTo(3);
        assertThat(third.getVersion()).isEqualTo(3);
        assertThat(third.getGates())
                .hasSize(2)
                .allSatisfy(gate -> assertThat(gate.getPassed()).isFalse());

        deploy("lineage", second);
        JsonNode lineage = eventually("/v1/models/lineage/versions/2/lineage", "/served/0/deployments/0/instance");
        assertThat(lineage.at("/data/dataset").asString()).isEqualTo("trips");
        assertThat(lineage.at("/data/feedback/dataset").asString()).isEqualTo("trips-labelled");
        assertThat(lineage.at("/data/feedback/versionsTo").asLong()).isEqualTo(2);
        assertThat(lineage.at("/specification/digest").asString()).isEqualTo(digest);
        assertThat(lineage.at("/training/championVersion").asInt()).isEqualTo(1);
        assertThat(lineage.at("/version/judgement/gates/1/championValue").asDouble())
                .isEqualTo(0.8);
        assertThat(lineage.at("/version/decision/by").asString()).isEqualTo("gates");
        assertThat(lineage.at("/origin/cascadeId").asString()).isEqualTo("cascade-run-l2");
        assertThat(lineage.at("/modelPackage/signature/0/name").asString()).isEqualTo("fare");
        assertThat(json(get("/v1/models/lineage/versions")).at("/versions").size())
                .isEqualTo(3);

        JsonNode evaluation = json(get("/v1/models/lineage/versions/2/evaluation"));
        assertThat(evaluation.at("/rows").asInt()).isEqualTo(20);
        assertThat(evaluation.at("/positive").asString()).isEqualTo("1");
        assertThat(evaluation.at("/importances/0/column").asString()).isEqualTo("fare");
        assertThat(evaluation.at("/confusion/counts").size()).isEqualTo(2);
        assertThat(area(evaluation.at("/roc"))).isCloseTo(0.9, within(1e-9));
        assertThat(evaluation.at("/precisionRecall/0/precision").asDouble()).isEqualTo(1);
        assertThat(evaluation.at("/calibration").size()).isPositive();
        assertThat(get("/v1/models/lineage/versions/9/evaluation").statusCode()).isEqualTo(404);
        assertThat(json(get("/v1/models/lineage/versions/9")).at("/detail").asString())
                .startsWith("Model lineage has no version 9; GET /v1/models/lineage/versions");
        assertThat(json(get("/v1/models/linaege")).at("/detail").asString())
                .startsWith("There is no model linaege, did you mean lineage?");

        HttpResponse<String> back = post("dan", "/v1/models/lineage/rollback", "{\"reason\": \"worse\"}", "key-1");
        ModelApproved rolledBack =
                heard.next(Topics.MODEL_APPROVED, event -> event.getModel().equals("lineage"));
        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(rolledBack.getRollback()).isTrue();
        assertThat(rolledBack.getGeneration()).isEqualTo(3);
        assertThat(rolledBack.getRoutes().getFirst().getVersion()).isEqualTo(1);
        train("lineage", "run-l4", digest, 0.95, 1, 0.8);
        heard.next(Topics.MODEL_APPROVED, event -> event.getModel().equals("lineage"));
        HttpResponse<String> replayed = post("dan", "/v1/models/lineage/rollback", "{\"reason\": \"worse\"}", "key-1");
        assertThat(replayed.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(json(replayed)).isEqualTo(json(back));
    }

    private static double area(JsonNode roc) {
        double area = 0;
        for (int point = 1; point < roc.size(); point++) {
            var before = roc.get(point - 1);
            var after = roc.get(point);
            double width = after.at("/falsePositiveRate").asDouble()
                    - before.at("/falsePositiveRate").asDouble();
            area += width
                    * (after.at("/truePositiveRate").asDouble()
                            + before.at("/truePositiveRate").asDouble())
                    / 2;
        }
        return area;
    }

    @Test
    void takesExactlyOneOfTenDecisions() throws Exception {
        String digest = json(apply("raced", specification("raced", "manual", 0.6)))
                .get("digest")
                .asString();
        train("raced", "run-r1", digest, 0.8, null, null);
        eventually("/v1/models/raced/versions/1", "/status");
        assertThat(json(post("ann", "/v1/models/raced/versions/1/approve", "{\"reason\": \"mine\"}", null))
                        .at("/code")
                        .asString())
                .isEqualTo("FOUR_EYES");
        assertThat(post("viewer", "/v1/models/raced/versions/1/approve", "{\"reason\": \"no\"}", null)
                        .statusCode())
                .isEqualTo(403);

        assertThat(json(get("/v1/models/raced/versions/1"))
                        .at("/review/mayDecide/code")
                        .asString())
                .isEqualTo("ROLE_REQUIRED");
        assertThat(json(get("/v1/summary")).at("/attention").toString())
                .contains("\"code\":\"PENDING_MANUAL_APPROVAL\"", "\"name\":\"raced\",\"number\":1");
        assertThat(json(get("/v1/summary")).at("/counts/versionsWaiting").asInt())
                .isPositive();
        var outdated = post(
                "approver-1",
                "/v1/models/raced/versions/1/approve",
                "{\"reason\": \"seen\", \"expectedGeneration\": 3}",
                null);
        assertThat(outdated.statusCode()).isEqualTo(409);
        assertThat(json(outdated).at("/code").asString()).isEqualTo("GENERATION_CHANGED");

        List<HttpResponse<String>> answers = atOnce(IntStream.range(0, 10)
                .<Callable<HttpResponse<String>>>mapToObj(i -> () -> post(
                        "approver-" + i,
                        "/v1/models/raced/versions/1/" + (i % 2 == 0 ? "approve" : "reject"),
                        "{\"reason\": \"because\"}",
                        null))
                .toList());

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        String decidedBy =
                json(get("/v1/models/raced/versions/1")).at("/decision/by").asString();
        assertThat(answers).filteredOn(answer -> answer.statusCode() != 200).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(json(answer).at("/code").asString()).isEqualTo("ALREADY_DECIDED");
            assertThat(json(answer).at("/status").asInt()).isEqualTo(409);
            assertThat(json(answer).at("/decidedBy").asString()).isEqualTo(decidedBy);
            assertThat(json(answer).at("/decidedAt").asString()).isNotEmpty();
        });
    }

    @Test
    void rejectsAVersionWhosePackageIsNotThere() throws Exception {
        String digest = json(apply("hollow", specification("hollow", "automatic", 0.6)))
                .get("digest")
                .asString();
        ModelTrained event = trained("hollow", "run-h1", digest, 0.9, null, null);
        event.setPackageDigest("0".repeat(64));

        publish(event);

        ModelRejected rejected =
                heard.next(Topics.MODEL_REJECTED, one -> one.getModel().equals("hollow"));
        assertThat(rejected.getReason()).startsWith("PACKAGE_MISSING");
    }

    @Test
    void rejectsAVersionWhoseFiguresAreNotThoseOfItsPredictions() throws Exception {
        var digest = json(apply("claimed", specification("claimed", "automatic", 0.6)))
                .get("digest")
                .asString();
        var event = trained("claimed", "run-c1", digest, 0.4, null, null);
        event.setTestMetrics(Map.of("auc", 0.9));

        publish(event);

        var rejected = heard.next(Topics.MODEL_REJECTED, one -> one.getModel().equals("claimed"));
        assertThat(rejected.getReason())
                .isEqualTo("METRICS_MISMATCH: training reported auc 0.9, the test predictions give 0.4");
    }

    @ParameterizedTest
    @CsvSource({
        "integers, multiclass-classification, 0 1 2, 'accuracy, min: 0.9'",
        "number, regression, , 'rmse, max: 100'",
    })
    void judgesWhatAnotherTrainerMade(String name, String task, String names, String gate) throws Exception {
        var model = "stock-" + name;
        var outputs =
                new Outputs(Task.of(task).orElseThrow(), names == null ? List.of() : List.of(names.split(" ")), 0.5);

        announce(model, gate, outputs, name, StockModels.graph(name));

        var route = approved(model).getRoutes().getFirst();
        assertThat(route.getVersion()).isEqualTo(1);
        var version = json(get("/v1/models/%s/versions/1/lineage".formatted(model)));
        assertThat(version.at("/modelPackage/signature/3/name").asString()).isEqualTo("x3");
        assertThat(version.at("/training/trainer").asString()).isEqualTo("scikit-learn");
        assertThat(json(get("/v1/models/%s/versions/1/evaluation".formatted(model)))
                        .at("/rows")
                        .asInt())
                .isEqualTo(10);
    }

    @Test
    void saysHowAnotherTrainerShouldHaveExportedItsModel() throws Exception {
        var outputs = new Outputs(Task.BINARY, List.of("setosa", "versicolor"), 0.5);

        announce("stock-maps", "accuracy, min: 0.9", outputs, "two", StockModels.graph("zipmap"));

        assertThat(heard.next(Topics.MODEL_REJECTED, event -> event.getModel().equals("stock-maps"))
                        .getReason())
                .startsWith("SIGNATURE_MISMATCH: output output_probability is a sequence of maps")
                .contains("options={'zipmap': False}");
    }

    /** As a producer does that knows the schema and the specification's digest. */
    private static void announce(String model, String gate, Outputs outputs, String rows, byte[] graph)
            throws Exception {
        var metric = gate.substring(0, gate.indexOf(','));
        var trainer = outputs.classes().isEmpty() ? "linear-regression" : "logistic-regression";
        var digest = json(apply(model, """
                apiVersion: millrace/v1
                kind: Pipeline
                name: %s
                data: {dataset: trips, label: tip}
                train: {select: %s, candidates: [{trainer: %s}]}
                gates: [{metric: %s}]
                approval: automatic
                """.formatted(model, metric, trainer, gate)))
                .get("digest")
                .asString();
        var manifest = new StockModels(service.getBean(ArtifactStore.class), service.getBean(Datasets.class))
                .store(
                        new StockModels.Origin(model, "notebook-" + model, digest),
                        rows,
                        graph,
                        outputs,
                        StockModels.matrix(4, false));
        service.getBean(DirectPublisher.class)
                .sendOnce(
                        Topics.MODEL_TRAINED,
                        announcing(manifest),
                        null,
                        new Lineage("cascade-" + model, null, 0),
                        "notebook-" + model)
                .join();
    }

    @Test
    void saysWhoWithdrewAModelUntilItIsPutBackOrAnotherVersionIsApproved() throws Exception {
        var digest = json(apply("withdrawn", specification("withdrawn", "automatic", 0.6)))
                .get("digest")
                .asString();
        train("withdrawn", "run-w1", digest, 0.8, null, null);
        var first = approved("withdrawn");
        decide("withdrawn", first, ServingDecision.WITHDRAWN);
        var withdrawal = eventually("/v1/models/withdrawn", "/model/withdrawal/by");
        assertThat(withdrawal.at("/model/withdrawal/by").asString()).isEqualTo("dora");
        assertThat(withdrawal.at("/model/withdrawal/reason").asString()).isEqualTo("it is wrong");

        decide("withdrawn", first, ServingDecision.RESTORED);
        await("/v1/models/withdrawn", model -> model.at("/model/withdrawal/by").isMissingNode());

        decide("withdrawn", first, ServingDecision.WITHDRAWN);
        eventually("/v1/models/withdrawn", "/model/withdrawal/by");
        train("withdrawn", "run-w2", digest, 0.9, 1, 0.8);
        approved("withdrawn");
        await("/v1/models/withdrawn", model -> model.at("/model/withdrawal/by").isMissingNode());
    }

    @Test
    void returnsToTheVersionThatServesWhenNoInstanceCouldServeTheNewOne() throws Exception {
        var digest = json(apply("returned", specification("returned", "automatic", 0.6)))
                .get("digest")
                .asString();
        train("returned", "run-t1", digest, 0.8, null, null);
        var first = approved("returned");
        deploy("returned", first, "serving-1", "ARTIFACT_MISSING: not there yet");
        deploy("returned", first);
        assertThat(alert("returned").getCode()).isEqualTo("DEPLOYMENT_REFUSED");
        train("returned", "run-t2", digest, 0.9, 1, 0.8);
        var second = approved("returned");

        deploy("returned", second, "serving-1", "WARMUP_TIMEOUT: not done after PT10S");
        deploy("returned", second, "serving-2", "WARMUP_TIMEOUT: not done after PT10S");

        assertThat(alert("returned").getWhat()).contains("version 2", "WARMUP_TIMEOUT");
        var third = approved("returned");
        assertThat(third.getRollback()).isTrue();
        assertThat(third.getApprover()).isEqualTo("registry");
        assertThat(third.getReason()).startsWith("returned: no instance could serve version 2 (WARMUP_TIMEOUT");
        assertThat(third.getRoutes().getFirst().getVersion()).isEqualTo(1);
        assertThat(third.getGeneration()).isEqualTo(3);
        assertThat(third.getCascadeId()).isEqualTo(second.getCascadeId());
        assertThat(alert("returned").getCode()).isEqualTo("DEPLOYMENT_RETURNED");
        var detail = json(get("/v1/models/returned"));
        assertThat(detail.at("/model/champion").asInt()).isEqualTo(1);
        assertThat(detail.at("/model/serving").asInt()).isEqualTo(1);
        assertThat(detail.at("/generations/1/deployments").size()).isEqualTo(2);
        assertThat(json(get("/v1/models/returned/generations?below=3&limit=1"))
                        .at("/generations/0/number")
                        .asInt())
                .isEqualTo(2);
    }

    private static ModelApproved approved(String model) throws InterruptedException {
        return heard.next(Topics.MODEL_APPROVED, event -> event.getModel().equals(model));
    }

    private static AlertRaised alert(String pipeline) throws InterruptedException {
        return heard.next(Topics.ALERT_RAISED, event -> event.getPipeline().equals(pipeline));
    }

    @Test
    void letsTheLabelledRowsOfOnePipelineBecomeADataset() throws Exception {
        assertThat(apply("rows-of-one", gathering("rows-of-one", "labelled-rows"))
                        .statusCode())
                .isEqualTo(201);

        var refused = apply("rows-of-two", gathering("rows-of-two", "labelled-rows"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).at("/code").asString()).isEqualTo("FEEDBACK_DATASET_TAKEN");
        assertThat(json(refused).at("/pointer").asString()).isEqualTo("/data/feedback/dataset");
        assertThat(json(refused).at("/detail").asString())
                .contains("the pipeline rows-of-one", "such as rows-of-two-feedback");
        assertThat(get("/v1/pipelines/rows-of-two").statusCode()).isEqualTo(404);
        assertThat(apply("rows-of-one", gathering("rows-of-one", "labelled-rows"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(apply("rows-of-two", gathering("rows-of-two", "other-rows")).statusCode())
                .isEqualTo(201);
    }

    private static String gathering(String name, String dataset) {
        return specification(name, "automatic", 0.6)
                .replace("label: tip}", "label: tip, feedback: {dataset: " + dataset + "}}");
    }

    @Test
    void keepsTheOldGatesUntilSomebodyWhoMayApproveConfirmsWeakerOnes() throws Exception {
        apply("guarded", specification("guarded", "automatic", 0.6));
        var digest = json(apply("guarded", specification("guarded", "manual", 0.6)))
                .get("digest")
                .asString();
        train("guarded", "run-g1", digest, 0.8, null, null);
        eventually("/v1/models/guarded/versions/1", "/status");
        post("approver-1", "/v1/models/guarded/versions/1/approve", "{\"reason\": \"fine\"}", null);
        approved("guarded");

        var weakened = json(apply("guarded", specification("guarded", "automatic", 0.1)));

        assertThat(weakened.at("/version").asInt()).isEqualTo(3);
        assertThat(weakened.at("/policyVersion").asInt()).isEqualTo(2);
        assertThat(weakened.at("/unconfirmed").size()).isEqualTo(2);
        var claimed = weakened.get("digest").asString();
        train("guarded", "run-g2", claimed, 0.5, 1, 0.5);
        assertThat(heard.next(Topics.MODEL_REJECTED, event -> event.getModel().equals("guarded"))
                        .getReason())
                .contains("min 0.6");
        var confirm = "/v1/pipelines/guarded/versions/3/confirm";
        assertThat(post("engineer", confirm, "", null).statusCode()).isEqualTo(403);
        var confirmed = post("ann", confirm, "", null);
        assertThat(confirmed.statusCode()).isEqualTo(200);
        assertThat(json(confirmed).at("/policyVersion").asInt()).isEqualTo(3);
        assertThat(json(post("ann", confirm, "", null)).at("/code").asString()).isEqualTo("NOTHING_TO_CONFIRM");
        assertThat(json(get("/v1/pipelines/guarded")).at("/policy/confirmedBy").asString())
                .isEqualTo("ann");
        train("guarded", "run-g3", claimed, 0.5, 1, 0.5);
        assertThat(approved("guarded").getRoutes().getFirst().getVersion()).isEqualTo(3);
    }

    @Test
    void keepsTheOldGatesOfAPipelineThatApprovesByItself() throws Exception {
        var digest = json(apply("self-approved", specification("self-approved", "automatic", 0.6)))
                .get("digest")
                .asString();
        train("self-approved", "run-s1", digest, 0.8, null, null);
        approved("self-approved");

        var weakened = json(apply("self-approved", specification("self-approved", "automatic", 0.1)));

        assertThat(weakened.at("/version").asInt()).isEqualTo(2);
        assertThat(weakened.at("/policyVersion").asInt()).isEqualTo(1);
        assertThat(weakened.at("/unconfirmed").size()).isEqualTo(1);
        train("self-approved", "run-s2", weakened.get("digest").asString(), 0.5, 1, 0.5);
        assertThat(heard.next(Topics.MODEL_REJECTED, event -> event.getModel().equals("self-approved"))
                        .getReason())
                .contains("min 0.6");
    }

    @Test
    void freesPackagesOfRejectedVersionsThatThePipelineDoesNotKeep() throws Exception {
        var digest = json(apply("retained", specification("retained", "automatic", 0.6) + "retention: {last: 1}\n"))
                .get("digest")
                .asString();
        var packages = new ArrayList<String>();
        for (var auc : List.of(0.8, 0.3, 0.2, 0.1)) {
            var event = trained("retained", "run-k" + packages.size(), digest, auc, null, null);
            packages.add(event.getPackageDigest());
            publish(event);
            eventually("/v1/models/retained/versions/" + packages.size(), "/decision/by");
        }

        var references = references();

        assertThat(references.needed()).contains(packages.get(0), packages.get(3));
        assertThat(references.needed()).doesNotContain(packages.get(1), packages.get(2));
        assertThat(references.freed()).contains(packages.get(1), packages.get(2));
        var served = new ModelPackages(service.getBean(ArtifactStore.class)).read(new Digest(packages.getFirst()));
        assertThat(references.needed())
                .contains(
                        served.parts().onnx(),
                        served.parts().testPredictions(),
                        served.parts().sliceMetrics());
        assertThat(references.packages()).containsAll(packages);
        assertThat(HTTP.send(request("viewer", "/v1/artifacts/references").build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(403);
    }

    private record References(List<String> needed, List<String> packages, List<String> freed) {}

    /** All pages, of two documents each. */
    private static References references() throws Exception {
        var all = new References(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var after = "";
        do {
            var path = "/v1/artifacts/references?limit=2&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
            var page = json(HTTP.send(request("operator", path).build(), BodyHandlers.ofString()));
            page.path("needed").forEach(each -> all.needed().add(each.asString()));
            page.path("packages")
                    .forEach(each -> all.packages().add(each.path("digest").asString()));
            page.path("freed")
                    .forEach(each -> all.freed().add(each.path("digest").asString()));
            after = page.path("next").asString("");
        } while (!after.isEmpty());
        return all;
    }

    private static String specification(String name, String approval, double auc) {
        return """
                apiVersion: millrace/v1
                kind: Pipeline
                name: %s
                data: {dataset: trips, label: tip}
                train: {select: auc, candidates: [{trainer: logistic-regression}]}
                gates: [{metric: auc, min: %s}, {metric: auc, maxDropFromChampion: 0.01}]
                approval: %s
                """.formatted(name, auc, approval);
    }

    private static void train(
            String model,
            String run,
            String spec,
            double auc,
            @Nullable Integer champion,
            @Nullable Double championAuc) {
        publish(trained(model, run, spec, auc, champion, championAuc));
    }

    private static void publish(ModelTrained event) {
        Lineage lineage = new Lineage("cascade-" + event.getRunId(), "cause", 2);
        service.getBean(DirectPublisher.class)
                .sendOnce(Topics.MODEL_TRAINED, event, null, lineage, "training:pipelines:default/" + event.getRunId())
                .join();
    }

    private static ModelTrained trained(
            String model,
            String run,
            String spec,
            double auc,
            @Nullable Integer champion,
            @Nullable Double championAuc) {
        ArtifactStore artifacts = service.getBean(ArtifactStore.class);
        ModelPackages packages = new ModelPackages(artifacts);
        Digest part = artifacts.put(run.getBytes(StandardCharsets.UTF_8));
        Digest slices = packages.write(Map.<String, Map<String, Double>>of());
        var outputs = new Outputs(Task.BINARY, List.of("0", "1"), 0.5);
        var signature = List.of(new Feature("fare", Feature.Kind.NUMBER, false, "X"));
        var stock = new StockModels(artifacts, service.getBean(Datasets.class))
                .store(new StockModels.Origin(model, run, spec), "one", StockModels.graph("one"), outputs, signature);
        Digest tested = Predictions.write(service.getBean(Datasets.class), artifacts, auc);
        Map<String, Double> metrics = Map.of("auc", auc);
        ModelPackage manifest = new ModelPackage(
                ModelPackages.FORMAT,
                model,
                run,
                ModelPackage.Target.of(outputs),
                signature,
                new ModelPackage.Parts(
                        stock.parts().onnx(),
                        stock.parts().goldenRows(),
                        stock.parts().baseline(),
                        "",
                        slices.hex(),
                        tested.hex()),
                Map.of("test", metrics),
                List.of(),
                new Provenance(
                        new Provenance.Data("trips", List.of(1L), List.of(part.hex())),
                        new Provenance.Recipe(spec, 1, "logistic-regression", Map.of("epochs", "20"), 1),
                        new Provenance.Split(70, 15, 15, "rows"),
                        Instant.parse("2026-11-21T10:00:00Z"),
                        "software",
                        "platform"));
        var event = announcing(manifest);
        event.setTrainMetrics(metrics);
        event.setValidationMetrics(metrics);
        event.setChampionVersion(champion);
        event.setChampionTestMetrics(championAuc == null ? Map.of() : Map.of("auc", championAuc));
        event.setDatasetVersions(List.of(1L));
        event.setFeedback(new FeedbackRead("trips-labelled", 1L, 2L, 2L));
        event.setTrainer("logistic-regression");
        event.setParameters(Map.of("epochs", "20"));
        event.setDurationMillis(1200);
        return event;
    }

    /** What a trainer that is not Millrace's must say of a package, and nothing else. */
    private static ModelTrained announcing(ModelPackage manifest) {
        var event = new ModelTrained();
        event.setPipeline(manifest.model());
        event.setModel(manifest.model());
        event.setRunId(manifest.runId());
        event.setPackageDigest(new ModelPackages(service.getBean(ArtifactStore.class))
                .write(manifest)
                .hex());
        event.setTask(manifest.target().task());
        event.setTrainMetrics(Map.of());
        event.setValidationMetrics(Map.of());
        event.setTestMetrics(manifest.metrics().getOrDefault("test", Map.of()));
        event.setSliceMetricsDigest(manifest.parts().sliceMetrics());
        event.setChampionTestMetrics(Map.of());
        event.setTestRowsDigest(manifest.provenance().split().testRowsDigest());
        event.setDataset("trips");
        event.setDatasetVersions(List.of());
        event.setPipelineVersion(1);
        event.setSpecDigest(manifest.provenance().recipe().specDigest());
        event.setTrainer(manifest.provenance().recipe().trainer());
        event.setParameters(Map.of());
        event.setSeed(1);
        event.setRequestedBy("ann");
        event.setActors(List.of());
        return event;
    }

    private static void deploy(String model, ModelApproved approved) {
        deploy(model, approved, "serving-1", null);
    }

    private static void deploy(String model, ModelApproved approved, String instance, @Nullable String refusal) {
        ModelDeployed event = new ModelDeployed();
        event.setPipeline(model);
        event.setModel(model);
        event.setGeneration(approved.getGeneration());
        event.setVersion(approved.getRoutes().getFirst().getVersion());
        event.setPackageDigest(approved.getRoutes().getFirst().getPackageDigest());
        event.setInstance(instance);
        event.setOutcome(refusal == null ? DeployOutcome.SERVING : DeployOutcome.REFUSED);
        event.setReason(refusal);
        event.setLoadMillis(12);
        event.setWarmupMillis(3);
        event.setGoldenRows(8);
        Lineage lineage = new Lineage(approved.getCascadeId(), approved.getEventId(), approved.getHop() + 1);
        service.getBean(DirectPublisher.class)
                .send(Topics.MODEL_DEPLOYED, event, null, lineage)
                .join();
    }

    private static void decide(String model, ModelApproved approved, ServingDecision decision) {
        var event = new ServingDecided();
        event.setPipeline(model);
        event.setModel(model);
        event.setGeneration(approved.getGeneration());
        event.setVersion(approved.getRoutes().getFirst().getVersion());
        event.setDecision(decision);
        event.setDecidedBy("dora");
        event.setReason("it is wrong");
        event.setInstance("serving-1");
        var lineage = new Lineage(approved.getCascadeId(), approved.getEventId(), approved.getHop() + 1);
        service.getBean(DirectPublisher.class)
                .send(Topics.SERVING_DECIDED, event, null, lineage)
                .join();
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            List<T> answers = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(calls)) {
                answers.add(future.get());
            }
            return answers;
        }
    }

    /** Asks until the answer has the member; each request takes its time, so this does not spin. */
    private static JsonNode eventually(String path, String pointer) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        JsonNode answer = json(get(path));
        while (answer.at(pointer).isMissingNode() || answer.has("code")) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(path + " answers " + answer);
            }
            answer = json(get(path));
        }
        return answer;
    }

    /** Asks until the answer is as it should be. */
    private static void await(String path, Predicate<JsonNode> wanted) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        var answer = json(get(path));
        while (!wanted.test(answer)) {
            assertThat(System.nanoTime()).as(path + " answers " + answer).isLessThan(end);
            answer = json(get(path));
        }
    }

    private static HttpResponse<String> apply(String pipeline, String yaml) throws Exception {
        return HTTP.send(
                request("engineer", "/v1/pipelines/" + pipeline)
                        .header("Content-Type", "application/yaml")
                        .PUT(BodyPublishers.ofString(yaml))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(request("viewer", path).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String who, String path, String body, @Nullable String key)
            throws Exception {
        HttpRequest.Builder request =
                request(who, path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        return HTTP.send(
                (key == null ? request : request.header("Idempotency-Key", key)).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String who, String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer token-of-" + who);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private static void caller(ServiceSettings settings, String subject, String roles) {
        settings.caller("token-of-" + subject, subject, "default", roles);
    }
}
