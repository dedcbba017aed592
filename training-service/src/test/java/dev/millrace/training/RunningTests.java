package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.AlertSeverity;
import dev.millrace.contracts.Column;
import dev.millrace.contracts.DataValidated;
import dev.millrace.contracts.DriftDetected;
import dev.millrace.contracts.DriftKind;
import dev.millrace.contracts.DriftSeverity;
import dev.millrace.contracts.FeedbackRead;
import dev.millrace.contracts.Mode;
import dev.millrace.contracts.ModelApproved;
import dev.millrace.contracts.ModelTrained;
import dev.millrace.contracts.Part;
import dev.millrace.contracts.PipelineDefined;
import dev.millrace.contracts.Route;
import dev.millrace.contracts.RouteRole;
import dev.millrace.contracts.Topics;
import dev.millrace.contracts.TrainingDecided;
import dev.millrace.contracts.TrainingRequested;
import dev.millrace.contracts.TriggerDecision;
import dev.millrace.pipelines.PipelineSpecs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service but the mathematics: triggers in, runs and decisions out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunningTests {

    @SuppressWarnings("NullAway.Init")
    private RunningService service;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        service = new RunningService(directory);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void readsWhatTheReleaseBeforeHasStoredAndKeepsWhatALaterOneAdds() {
        service.assertReadsWhatTheReleaseBeforeHasStored();
    }

    @Test
    void documentsEachOfItsRoutesAndNoOther() {
        service.assertDocumented();
    }

    private String cascadeOf(String run) throws Exception {
        return new JsonMapper()
                .readTree(service.get("/v1/runs/" + run).body())
                .path("cascadeId")
                .asString();
    }

    private String define(String pipeline) throws Exception {
        return define(pipeline, 1, pipeline + "-rows");
    }

    private String define(String pipeline, int version, String dataset) throws Exception {
        return define(pipeline, version, dataset, null);
    }

    /** @param at when it was applied; null for now */
    private String define(String pipeline, int version, String dataset, @Nullable Instant at) throws Exception {
        var spec = PipelineSpecs.parse(specification(pipeline, dataset), () -> 7);
        var event = new PipelineDefined();
        event.setProject("default");
        event.setPipeline(pipeline);
        event.setVersion(version);
        event.setSpec(PipelineSpecs.toCanonicalJson(spec));
        event.setSpecDigest(PipelineSpecs.digest(spec));
        event.setDefinedBy("tester");
        if (at != null) {
            event.setOccurredAt(at);
        }
        var cascade = UUID.randomUUID().toString();
        service.send(Topics.PIPELINE_DEFINED, event, cascade);
        return cascade;
    }

    private static String specification(String pipeline, String dataset) {
        var data = dataset.startsWith("{") ? dataset : "{dataset: %s, label: big_tip}".formatted(dataset);
        return """
                apiVersion: millrace/v1
                kind: Pipeline
                name: %1$s
                data: %2$s
                train: {select: auc, candidates: [{trainer: logistic-regression}]}
                gates: [{metric: auc, min: 0.6}]
                approval: %3$s
                retrain: {on: [new-data, drift], cooldown: %4$s, minNewRows: %5$s}
                """.formatted(
                        pipeline,
                        data,
                        pipeline.startsWith("judged") ? "automatic" : "manual",
                        pipeline.startsWith("soon") ? "PT2S" : "PT6H",
                        pipeline.endsWith("sparing") ? "5000" : "10%");
    }

    private String validate(String pipeline, long version) throws Exception {
        return validate(pipeline, version, Mode.APPEND);
    }

    private String validate(String pipeline, long version, Mode mode) throws Exception {
        var event = new DataValidated();
        event.setProject("default");
        event.setDataset(pipeline + "-rows");
        event.setVersion(version);
        event.setParts(List.of(new Part("ef".repeat(32), 1_000L, 10L)));
        event.setMode(mode);
        event.setRows(1_000);
        event.setColumns(List.of(new Column("big_tip", "BOOLEAN")));
        event.setSchemaVersion(1);
        event.setStatisticsDigest("00");
        event.setReportDigest("00");
        event.setWarnings(0);
        event.setArrivedBy("whoever brought version " + version);
        var cascade = UUID.randomUUID().toString();
        service.send(Topics.DATA_VALIDATED, event, cascade);
        return cascade;
    }

    private String drift(String pipeline) throws Exception {
        var event = new DriftDetected();
        event.setProject("default");
        event.setPipeline(pipeline);
        event.setModel(pipeline);
        event.setModelVersion(1);
        event.setGeneration(1);
        event.setKind(DriftKind.FEATURE);
        event.setSeverity(DriftSeverity.DRIFT);
        event.setDetail("fare moved");
        event.setSince(Instant.EPOCH);
        event.setWindowFrom(Instant.EPOCH);
        event.setWindowTo(Instant.EPOCH);
        event.setColumns(List.of());
        event.setSlices(List.of());
        var cascade = UUID.randomUUID().toString();
        service.send(Topics.DRIFT_DETECTED, event, cascade);
        return cascade;
    }

    @Test
    void theEndOfACoolDownIsADecisionOfItsOwn() throws Exception {
        awaitDefinition("soon");
        service.told(Topics.MODEL_TRAINED, validate("soon", 1));
        awaitBody("/v1/pipelines/soon", "\"activeRun\":null");

        var second = validate("soon", 2);

        var decisions = service.told(Topics.TRAINING_DECIDED, 2, second::equals);
        assertThat(decisions).extracting(TrainingDecided::getReason).containsExactly("COOLDOWN", "NEW_DATA");
        assertThat(decisions.getFirst().getReconsiderAt()).isNotNull();
        assertThat(decisions.getFirst().getFigures())
                .containsEntry("runsToday", 1.0)
                .containsEntry("newRows", decisions.getFirst().getFigures().get("rowsToday"))
                .hasEntrySatisfying(
                        "sinceLastRun",
                        since -> assertThat(since)
                                .isLessThan(decisions.getFirst().getFigures().get("cooldown")));
        assertThat(service.told(Topics.MODEL_TRAINED, second).getDatasetVersions())
                .containsExactly(1L, 2L);
    }

    @Test
    void anotherPolicyIsTriedOnWhatThePipelineWasTold() throws Exception {
        awaitDefinition("tried");
        service.told(Topics.MODEL_TRAINED, validate("tried", 1));
        awaitBody("/v1/pipelines/tried", "\"activeRun\":null");
        service.told(Topics.TRAINING_DECIDED, validate("tried", 2));
        service.told(Topics.TRAINING_DECIDED, drift("tried"));

        var same = backtest("tried", specification("tried", "tried-rows"));
        var eager = backtest(
                "tried",
                specification("tried", "tried-rows")
                        .replace("[new-data, drift], cooldown: PT6H", "[new-data], cooldown: PT0S"));

        assertThat(same.path("differences")).isEmpty();
        assertThat(same.path("decisions").asInt()).isEqualTo(3);
        assertThat(same.path("sameAsRecorded").asInt()).isEqualTo(3);
        assertThat(same.at("/runs/recorded/runs").asInt()).isEqualTo(1);
        assertThat(same.at("/runs/replayed/assumed").asInt()).isZero();
        assertThat(eager.at("/differences/0/recorded/reason").asString()).isEqualTo("COOLDOWN");
        assertThat(eager.at("/differences/0/replayed/decision").asString()).isEqualTo("STARTED");
        assertThat(eager.at("/runs/replayed/assumed").asInt()).isEqualTo(1);
        assertThat(names("/v1/runs?pipeline=tried")).containsExactly("tried-1");
        assertThat(backtest("tried", specification("tried", "other-rows"))
                        .path("code")
                        .asString())
                .isEqualTo("DATASET_DIFFERS");
        assertThat(backtest("tried", "kind: Pipeline").path("problems")).isNotEmpty();
        assertThat(service.postJson("/v1/pipelines/tried/backtest", "{\"since\": \"PT1H\"}")
                        .body())
                .contains("SPECIFICATION_MISSING");
    }

    private JsonNode backtest(String pipeline, String specification) throws Exception {
        var trial = JsonMapper.shared().writeValueAsString(Map.of("specification", specification, "since", "PT1H"));
        return JsonMapper.shared()
                .readTree(service.postJson("/v1/pipelines/" + pipeline + "/backtest", trial)
                        .body());
    }

    @Test
    void driftWithoutNewRowsAsksForDataAndIsDecidedOnAgainWhenTheyCome() throws Exception {
        awaitDefinition("soon-sparing");
        service.told(Topics.MODEL_TRAINED, validate("soon-sparing", 1));
        awaitBody("/v1/pipelines/soon-sparing", "\"activeRun\":null");

        var moved = drift("soon-sparing");

        assertThat(service.told(Topics.TRAINING_DECIDED, moved).getReason()).isEqualTo("NOTHING_NEW");
        assertThat(service.told(Topics.ALERT_RAISED, moved).getCode()).isEqualTo("NOTHING_NEW");
        awaitBody("/v1/pipelines/soon-sparing", "\"putOff\":{\"reason\":\"NOTHING_NEW\"");

        validate("soon-sparing", 2);

        var started = service.told(
                        Topics.TRAINING_DECIDED,
                        1,
                        moved::equals,
                        event -> event.getDecision() == TriggerDecision.STARTED)
                .getFirst();
        assertThat(started.getDecision()).isEqualTo(TriggerDecision.STARTED);
        assertThat(started.getReason()).isEqualTo("DRIFT");
        assertThat(started.getDatasetVersionCount()).isEqualTo(2);
    }

    private void approve(ModelTrained trained, int version) throws Exception {
        var event = new ModelApproved();
        event.setProject("default");
        event.setPipeline(trained.getPipeline());
        event.setModel(trained.getModel());
        event.setGeneration(version);
        event.setRoutes(List.of(new Route(version, trained.getPackageDigest(), 100, RouteRole.CHAMPION)));
        event.setRunId(trained.getRunId());
        event.setApprover("system");
        event.setReason("all gates passed");
        event.setRollback(false);
        service.send(Topics.MODEL_APPROVED, event, UUID.randomUUID().toString());
    }

    private void awaitDefinition(String pipeline) throws Exception {
        define(pipeline);
        awaitBody("/v1/pipelines/" + pipeline, "\"pipelineVersion\":1");
    }

    private void awaitBody(String path, String part) throws Exception {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!service.get(path).body().contains(part)) {
            assertThat(System.nanoTime()).as(path + " has " + part + " in time").isLessThan(end);
        }
    }

    @Test
    void comparesWithTheModelOfTheRunBeforeAlthoughThatIsJudgedLater() throws Exception {
        awaitDefinition("judged");
        service.learning().hold("judged");
        var first = validate("judged", 1);
        service.told(Topics.TRAINING_DECIDED, first);
        var second = validate("judged", 2);
        service.told(Topics.TRAINING_DECIDED, second);
        service.learning().release("judged");

        var before = service.told(Topics.MODEL_TRAINED, first);
        approve(before, 1);

        assertThat(before.getChampionVersion()).isNull();
        assertThat(service.told(Topics.MODEL_TRAINED, second).getChampionVersion())
                .isEqualTo(1);
    }

    @Test
    void aRunThatWaitsForAVerdictKeepsNoWorkerFromOtherRuns() throws Exception {
        awaitDefinition("judged-late");
        service.told(Topics.MODEL_TRAINED, validate("judged-late", 1));
        awaitBody("/v1/runs/judged-late-1", "\"TRAINED\"");
        awaitDefinition("unhindered");

        assertThat(service.post("/v1/pipelines/judged-late/runs").body()).contains("\"judged-late-2\"");
        assertThat(service.told(Topics.MODEL_TRAINED, validate("unhindered", 1)).getRunId())
                .isEqualTo("unhindered-1");
        assertThat(service.get("/v1/runs/judged-late-2").body()).contains("\"WAITING\"");
    }

    @Test
    void readsWhatTheSpecificationChooses() throws Exception {
        define("choosy", 1, "{dataset: choosy-rows, versions: {last: 2}, label: big_tip}");
        awaitBody("/v1/pipelines/choosy", "\"pipelineVersion\":1");
        service.told(Topics.MODEL_TRAINED, validate("choosy", 1));
        service.told(Topics.TRAINING_DECIDED, validate("choosy", 2));
        service.told(Topics.TRAINING_DECIDED, validate("choosy", 3));

        service.post("/v1/pipelines/choosy/runs");
        var trained = service.told(Topics.MODEL_TRAINED, cascadeOf("choosy-2"));

        assertThat(trained.getDatasetVersions()).containsExactly(2L, 3L);
        assertThat(service.get("/v1/runs/choosy-2").body())
                .contains("\"datasetVersionFrom\":2", "\"datasetVersionTo\":3", "\"rows\":2000");
        assertThat(service.get("/v1/pipelines/choosy").body()).contains("\"datasetVersionCount\":2", "\"newRows\":0");
    }

    @Test
    void labelledRowsAreNewDataAndAreReadBesides() throws Exception {
        validate("soon-closing-labelled", 1);
        define(
                "soon-closing",
                1,
                "{dataset: soon-closing-rows, label: big_tip, feedback: {dataset: soon-closing-labelled-rows}}");
        awaitBody("/v1/pipelines/soon-closing", "\"rows\":1000");
        var first = service.told(Topics.MODEL_TRAINED, validate("soon-closing", 1));
        awaitBody("/v1/pipelines/soon-closing", "\"activeRun\":null");

        var labelled = validate("soon-closing-labelled", 2);

        var decisions = service.told(Topics.TRAINING_DECIDED, 2, labelled::equals);
        var second = service.told(Topics.MODEL_TRAINED, labelled);
        assertThat(first.getFeedback()).isEqualTo(new FeedbackRead("soon-closing-labelled-rows", 1L, 1L, 1L));
        assertThat(decisions).extracting(TrainingDecided::getReason).containsExactly("COOLDOWN", "NEW_DATA");
        assertThat(second.getDatasetVersions()).containsExactly(1L);
        assertThat(second.getFeedback()).isEqualTo(new FeedbackRead("soon-closing-labelled-rows", 1L, 2L, 2L));
        assertThat(second.getActors()).contains("whoever brought version 2");
        assertThat(service.get("/v1/runs/soon-closing-2").body()).contains("\"rows\":3000");
        awaitBody("/v1/pipelines/soon-closing", "\"activeRun\":null");
        assertThat(service.get("/v1/pipelines/soon-closing").body()).contains("\"newRows\":0");
    }

    @Test
    void aSnapshotReplacesWhatCameBeforeIt() throws Exception {
        awaitDefinition("replaced");
        service.told(Topics.MODEL_TRAINED, validate("replaced", 1));
        service.told(Topics.TRAINING_DECIDED, validate("replaced", 2, Mode.SNAPSHOT));
        service.told(Topics.TRAINING_DECIDED, validate("replaced", 3));

        service.post("/v1/pipelines/replaced/runs");

        assertThat(service.told(Topics.MODEL_TRAINED, cascadeOf("replaced-2")).getDatasetVersions())
                .containsExactly(2L, 3L);
    }

    @Test
    void listsRunsInPages() throws Exception {
        awaitDefinition("paged");
        service.told(Topics.MODEL_TRAINED, validate("paged", 1));
        for (int run = 2; run <= 5; run++) {
            service.post("/v1/pipelines/paged/runs");
            awaitBody("/v1/runs/paged-" + run, "\"TRAINED\"");
            awaitBody("/v1/pipelines/paged", "\"activeRun\":null");
        }

        assertThat(names("/v1/runs?pipeline=paged&limit=2")).containsExactly("paged-5", "paged-4");
        assertThat(names("/v1/runs?pipeline=paged&limit=2&after=paged-4")).containsExactly("paged-3", "paged-2");
        assertThat(names("/v1/runs?pipeline=paged&limit=2&after=paged-2")).containsExactly("paged-1");
        assertThat(names("/v1/runs?limit=3&after=paged-5")).contains("paged-4");
        assertThat(service.get("/v1/runs?limit=0").statusCode()).isEqualTo(400);
        assertThat(service.get("/v1/runs?status=NONE").statusCode()).isEqualTo(400);
        assertThat(service.get("/v1/runs?from=-999999999-01-01T00:00:00Z").body())
                .contains("PARAMETER_RANGE");

        assertThat(names("/v1/runs?pipeline=paged&status=TRAINED&reason=FIRST_DATA"))
                .containsExactly("paged-1");
        assertThat(names("/v1/runs?pipeline=paged&status=FAILED")).isEmpty();
        assertThat(names("/v1/runs?status=TRAINED&reason=MANUAL")).contains("paged-5", "paged-2");
        assertThat(names("/v1/runs?pipeline=paged&reason=FIRST_DATA&limit=2"))
                .as("read by pipeline, of which only two were looked at")
                .isEmpty();
        var third = new JsonMapper()
                .readTree(service.get("/v1/runs/paged-3").body())
                .path("requestedAt")
                .asString();
        assertThat(names("/v1/runs?pipeline=paged&from=" + third)).containsExactly("paged-5", "paged-4", "paged-3");
        assertThat(names("/v1/runs?pipeline=paged&until=" + third)).containsExactly("paged-2", "paged-1");
        assertThat(service.get("/v1/runs?pipeline=paged&limit=5").body()).contains("\"next\":null");
    }

    @Test
    void saysWhatEachTriggerWouldGet() throws Exception {
        awaitDefinition("asked");
        service.told(Topics.MODEL_TRAINED, validate("asked", 1));
        awaitBody("/v1/pipelines/asked", "\"activeRun\":null");

        var state = new JsonMapper().readTree(service.get("/v1/pipelines/asked").body());
        assertThat(state.at("/now/drift/decision").asString()).isEqualTo("SUPPRESSED");
        assertThat(state.at("/now/drift/reason").asString()).isEqualTo("NOTHING_NEW");
        assertThat(state.at("/now/newData/decision").asString()).isEqualTo("SUPPRESSED");
        assertThat(state.at("/now/person/reason").asString()).isEqualTo("MANUAL");
        assertThat(state.at("/bounds/retrainOn").toString()).contains("NEW_DATA");
        assertThat(state.at("/bounds/newRowsNeeded").asLong()).isPositive();

        var page = new JsonMapper()
                .readTree(service.get("/v1/pipelines?after=arid&limit=1").body());
        assertThat(page.at("/pipelines/0/pipeline").asString()).isEqualTo("asked");
        assertThat(page.at("/pipelines/0")).isEqualTo(state);
        var readers = new JsonMapper()
                .readTree(
                        service.get("/v1/pipelines?dataset=asked-rows&limit=1").body());
        assertThat(readers.at("/pipelines/0")).isEqualTo(state);
        assertThat(readers.at("/next").isNull()).isTrue();
        assertThat(service.get("/v1/pipelines?dataset=nobodys-rows").body()).contains("\"pipelines\":[]");
        assertThat(service.get("/v1/summary").body())
                .contains("\"runsOpen\":", "\"runsTrained\":", "\"runsFailed\":", "\"breakersOpen\":0");
    }

    private List<String> names(String path) throws Exception {
        return new JsonMapper()
                .readTree(service.get(path).body())
                .path("runs")
                .valueStream()
                .map(run -> run.path("run").asString())
                .toList();
    }

    @Test
    void aRunWhoseFilesAreGoneFailsWithACode() throws Exception {
        awaitDefinition("lost");
        var alert = service.told(Topics.ALERT_RAISED, validate("lost", 1));

        assertThat(alert.getWhat()).startsWith("ARTIFACT_MISSING: ");
        assertThat(service.get("/v1/runs/lost-1").body()).contains("\"FAILED\"", "\"ARTIFACT_MISSING\"");
    }

    @Test
    void aRunThatWaitsCanBeTakenBack() throws Exception {
        service.learning().hold("taken-back");
        awaitDefinition("taken-back");
        service.told(Topics.TRAINING_DECIDED, validate("taken-back", 1));
        var second = validate("taken-back", 2);
        service.told(Topics.TRAINING_DECIDED, second);
        assertThat(service.get("/v1/runs?pipeline=taken-back").body()).contains("\"WAITING\"");

        assertThat(service.post("/v1/runs/taken-back-2/cancel").body()).contains("\"CANCELLED\"");
        service.learning().release("taken-back");
        awaitBody("/v1/runs/taken-back-1", "\"TRAINED\"");

        assertThat(names("/v1/runs?pipeline=taken-back")).containsExactly("taken-back-2", "taken-back-1");
        var answer = service.told(Topics.TRAINING_DECIDED, 2, second::equals).getLast();
        assertThat(answer.getReason()).isEqualTo("CANCELLED");
        assertThat(answer.getRunId()).isEqualTo("taken-back-2");
    }

    @Test
    void trainsOnFirstDataAndHoldsTheNextBack() throws Exception {
        awaitDefinition("usual");
        var first = validate("usual", 1);

        var started = service.told(Topics.TRAINING_DECIDED, first);
        var trained = service.told(Topics.MODEL_TRAINED, first);

        assertThat(started.getDecision()).isEqualTo(TriggerDecision.STARTED);
        assertThat(started.getReason()).isEqualTo("FIRST_DATA");
        assertThat(trained.getRunId()).isEqualTo(started.getRunId()).isEqualTo("usual-1");
        assertThat(trained.getCausationId()).isEqualTo(started.getCausationId());
        assertThat(trained.getDatasetVersions()).containsExactly(1L);
        assertThat(trained.getRequestedBy()).isEqualTo("data.validated");
        assertThat(trained.getActors()).containsExactly("whoever brought version 1");
        assertThat(service.get("/v1/runs/usual-1").body()).contains("\"TRAINED\"", "\"auc\":0.8");

        var second = service.told(Topics.TRAINING_DECIDED, validate("usual", 2));
        assertThat(second.getDecision()).isEqualTo(TriggerDecision.SUPPRESSED);
        assertThat(second.getReason()).isEqualTo("COOLDOWN");

        assertThat(service.post("/v1/pipelines/usual/runs").body()).contains("\"usual-2\"", "\"STARTED\"");
        assertThat(service.told(Topics.MODEL_TRAINED, cascadeOf("usual-2")).getActors())
                .containsExactly("tester", "whoever brought version 1", "whoever brought version 2");
    }

    @Test
    void seesDataThatWereThereBeforeThePipeline() throws Exception {
        awaitDefinition("early");
        service.told(Topics.TRAINING_DECIDED, validate("early", 1));
        service.told(Topics.TRAINING_DECIDED, validate("early", 2));

        var trained = service.told(Topics.MODEL_TRAINED, define("late", 1, "early-rows"));

        assertThat(trained.getDatasetVersions()).containsExactly(1L, 2L);
        assertThat(trained.getRequestedBy()).isEqualTo("pipeline.defined");
        assertThat(trained.getActors())
                .containsExactly("tester", "whoever brought version 1", "whoever brought version 2");
    }

    /** Two replicas may read the two topics in this order. */
    @Test
    void dataThatAreNewerThanThePipelineAreDecidedOnInTheirOwnCascadeThoughReadBeforeIt() throws Exception {
        var applied = Instant.now();
        define("witness", 1, "raced-rows");
        awaitBody("/v1/pipelines/witness", "\"pipelineVersion\":1");
        var uploaded = validate("raced", 1);
        service.told(Topics.TRAINING_DECIDED, uploaded);

        define("raced", 1, "raced-rows", applied);

        var decided = service.told(
                        Topics.TRAINING_DECIDED,
                        1,
                        uploaded::equals,
                        event -> event.getPipeline().equals("raced"))
                .getFirst();
        assertThat(decided.getDecision()).isEqualTo(TriggerDecision.STARTED);
        assertThat(decided.getReason()).isEqualTo("FIRST_DATA");
        assertThat(service.told(
                                Topics.MODEL_TRAINED,
                                1,
                                uploaded::equals,
                                event -> event.getPipeline().equals("raced"))
                        .getFirst()
                        .getRequestedBy())
                .isEqualTo("data.validated");
    }

    @Test
    void startsARunThatAProgramOutsideAsksFor() throws Exception {
        awaitDefinition("requested");
        service.told(Topics.MODEL_TRAINED, validate("requested", 1));
        var request = new TrainingRequested();
        request.setPipeline("requested");
        request.setRequestedBy("nightly job");
        request.setReason("the labels of November are complete");

        service.send(Topics.TRAINING_REQUESTED, request, "asked");

        var decided = service.told(Topics.TRAINING_DECIDED, "asked");
        assertThat(decided.getDecision()).isEqualTo(TriggerDecision.STARTED);
        assertThat(decided.getReason()).isEqualTo("MANUAL");
        assertThat(decided.getRunId()).isEqualTo("requested-2");
        assertThat(service.told(Topics.MODEL_TRAINED, "asked").getRequestedBy()).isEqualTo("nightly job");
    }

    @Test
    void answersARepeatedRequestAsBefore() throws Exception {
        awaitDefinition("wished");
        service.told(Topics.MODEL_TRAINED, validate("wished", 1));
        var wanted = service.post("/v1/pipelines/wished/runs", "key-1");
        service.told(Topics.MODEL_TRAINED, cascadeOf("wished-2"));
        service.post("/v1/pipelines/wished/runs", "key-2");

        var again = service.post("/v1/pipelines/wished/runs", "key-1");

        assertThat(wanted.statusCode()).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(wanted.body()).contains("\"wished-2\"", "\"STARTED\"");
        assertThat(wanted.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    }

    @Test
    void learnsByTheSpecificationThatItsRunWasStartedUnder() throws Exception {
        service.learning().hold("busy");
        awaitDefinition("busy");
        var busy = validate("busy", 1);
        awaitBody("/v1/runs?pipeline=busy", "\"RUNNING\"");
        awaitDefinition("pinned");
        var cascade = validate("pinned", 1);
        service.told(Topics.TRAINING_DECIDED, cascade);
        define("pinned", 2, "pinned-rows");
        awaitBody("/v1/pipelines/pinned", "\"pipelineVersion\":2");
        service.learning().release("busy");

        assertThat(service.told(Topics.MODEL_TRAINED, busy).getPipelineVersion())
                .isEqualTo(1);
        assertThat(service.told(Topics.MODEL_TRAINED, cascade).getPipelineVersion())
                .isEqualTo(1);
    }

    @Test
    void movesToTheDataOfAnotherDatasetOnceTheActiveRunEnds() throws Exception {
        awaitDefinition("elsewhere");
        service.told(Topics.MODEL_TRAINED, validate("elsewhere", 1));
        service.learning().hold("moved");
        awaitDefinition("moved");
        service.told(Topics.TRAINING_DECIDED, validate("moved", 1));
        awaitBody("/v1/runs?pipeline=moved", "\"RUNNING\"");

        var move = define("moved", 2, "elsewhere-rows");
        var decided = service.told(Topics.TRAINING_DECIDED, move);
        service.learning().release("moved");

        assertThat(decided.getDecision()).isEqualTo(TriggerDecision.MERGED);
        assertThat(service.told(Topics.MODEL_TRAINED, move).getDataset()).isEqualTo("elsewhere-rows");
    }

    @Test
    void accountsForAHundredUploadsAndTrainsOnAllOfThem() throws Exception {
        service.learning().hold("storm");
        awaitDefinition("storm");
        var cascades = new HashSet<String>();
        for (long version = 1; version <= 100; version++) {
            cascades.add(validate("storm", version));
        }
        var answers = service.told(Topics.TRAINING_DECIDED, 100, cascades::contains);
        service.learning().release("storm");
        var models = service.told(Topics.MODEL_TRAINED, 2, cascades::contains);

        assertThat(answers.stream().map(TrainingDecided::getDecision))
                .containsOnlyOnce(TriggerDecision.STARTED)
                .doesNotContain(TriggerDecision.SUPPRESSED);
        assertThat(models.getLast().getDatasetVersions()).isEmpty();
        assertThat(models.getLast().getDatasetVersionFrom()).isEqualTo(1);
        assertThat(models.getLast().getDatasetVersionTo()).isEqualTo(100);
        assertThat(models.getLast().getDatasetVersionCount()).isEqualTo(100);
        assertThat(answers.stream().map(TrainingDecided::getRunId)).containsOnly("storm-1", "storm-2");
        var all = service.told(Topics.TRAINING_DECIDED, 101, cascades::contains);
        var causes = new ArrayList<String>(all.getLast().getCauses());
        causes.addAll(all.getFirst().getCauses());
        assertThat(all.getLast().getDecision()).isEqualTo(TriggerDecision.STARTED);
        assertThat(causes).hasSize(65).doesNotHaveDuplicates();
    }

    @Test
    void saysWhyDataCannotBeLearnedFrom() throws Exception {
        awaitDefinition("hopeless");
        var alert = service.told(Topics.ALERT_RAISED, validate("hopeless", 1));

        assertThat(alert.getCode()).isEqualTo("RUN_FAILED");
        assertThat(alert.getWhat()).isEqualTo("LABEL_CONSTANT: every label is false");
        assertThat(service.get("/v1/runs/hopeless-1").body()).contains("\"FAILED\"", "\"LABEL_CONSTANT\"");
    }

    @Test
    void tellsOfAColumnThatLeaksTheLabelBesideTheModel() throws Exception {
        awaitDefinition("leaky");
        var cascade = validate("leaky", 1);
        var alert = service.told(Topics.ALERT_RAISED, cascade);

        assertThat(alert.getCode()).isEqualTo("LABEL_LEAK");
        assertThat(alert.getSeverity()).isEqualTo(AlertSeverity.WARNING);
        assertThat(alert.getWhere()).isEqualTo("run leaky-1");
        assertThat(service.told(Topics.MODEL_TRAINED, cascade).getRunId()).isEqualTo("leaky-1");
        assertThat(service.get("/v1/runs/leaky-1").body())
                .contains("\"TRAINED\"", "\"code\":\"LABEL_LEAK\",\"column\":\"copy\"");
    }

    @Test
    void givesUpAfterThreeAttempts() throws Exception {
        awaitDefinition("broken");
        var alert = service.told(Topics.ALERT_RAISED, validate("broken", 1));

        assertThat(alert.getWhat()).contains("the disk is on fire");
        assertThat(service.get("/v1/runs?pipeline=broken").body()).contains("\"FAILED\"", "\"ATTEMPTS_EXHAUSTED\"");
    }

    @Test
    void aRunWaitsForAVersionThatIsNotPutDownYet() throws Exception {
        awaitDefinition("ahead");
        service.told(Topics.MODEL_TRAINED, validate("ahead", 1));
        var putBack = service.takeAway("dataset-versions", "default/ahead-rows/");
        service.post("/v1/pipelines/ahead/runs");
        service.awaitAttempts("default/ahead-2", 3);
        assertThat(service.get("/v1/runs?pipeline=ahead").body()).doesNotContain("\"FAILED\"");

        putBack.run();

        assertThat(service.told(Topics.MODEL_TRAINED, cascadeOf("ahead-2")).getDatasetVersions())
                .containsExactly(1L);
    }

    @Test
    void aCancelledRunMakesNoModel() throws Exception {
        service.learning().hold("unwanted");
        awaitDefinition("unwanted");
        var cascade = validate("unwanted", 1);
        service.told(Topics.TRAINING_DECIDED, cascade);
        awaitBody("/v1/runs/unwanted-1", "\"waiting for the test\"");
        assertThat(service.get("/v1/runs/unwanted-1").body()).contains("\"fraction\":0.5", "\"rows\":\"7\"");

        assertThat(service.post("/v1/runs/unwanted-1/cancel").body()).contains("\"CANCELLED\"");
        service.learning().release("unwanted");
        service.post("/v1/pipelines/unwanted/runs");
        var next = cascadeOf("unwanted-2");

        var told = service.told(Topics.TRAINING_DECIDED, 2, cascade::equals);
        assertThat(told.getLast().getReason()).isEqualTo("CANCELLED");
        assertThat(service.told(Topics.MODEL_TRAINED, 1, Set.of(cascade, next)::contains))
                .extracting(ModelTrained::getRunId)
                .containsExactly("unwanted-2");
        assertThat(service.post("/v1/runs/unwanted-1/cancel").statusCode()).isEqualTo(409);
        assertThat(service.get("/v1/runs/unwanted-1").body()).contains("\"CANCELLED\"", "by tester");
    }
}
