package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.contracts.Topics;
import dev.millrace.examples.World;
import dev.millrace.local.observability.Dashboards;
import dev.millrace.local.observability.MetricNames;
import dev.millrace.local.observability.PrometheusProcess;
import dev.millrace.local.observability.SpanCollector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The loop as a user goes through it. */
class LoopIT {

    private static final String GATES = """
            gates:
              - {metric: auc, min: %s}
            retrain: {on: [new-data], cooldown: %s, minNewRows: 1}
            """;

    @TempDir
    static Path home;

    private static final JsonMapper JSON = new JsonMapper();

    private static SpanCollector spans;
    private static PackagedStack stack;

    @BeforeAll
    static void up() {
        spans = new SpanCollector();
        stack = new PackagedStack(home);
        start();
    }

    /** What does not run yet, all with the same collector. */
    private static void start() {
        stack.up(Map.of("MILLRACE_TRACING_ENDPOINT", spans.endpoint()));
    }

    @AfterAll
    static void down() {
        stack.close();
        spans.close();
    }

    @Test
    void dataBecomesAServedModelThatAnswersInOrder() {
        var specification = stack.specification("served", GATES.formatted("0.5", "PT0S"));
        stack.run("apply", specification.toString()).succeeded();

        stack.run("upload", "served", stack.trips(1, 1500).toString(), "--wait").succeeded();

        var rows = stack.rows(9, 2);
        var answers =
                stack.run("predict", "served", rows.toString()).succeeded().output();
        assertThat(answers.lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .contains("\"probabilities\"", "\"model\":\"served\"", "\"version\":1", "\"predictionId\""));
        var table = stack.run("predict", "served", stack.trips(9, 3).toString()).succeeded();
        assertThat(table.output().lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains("\"model\":\"served\""));
    }

    /** From a prediction and its label to a version that learned from both: the label is derived in the data, and stands in the rows. */
    @Test
    void answeredAndLabelledRowsAreLearnedFrom() throws IOException {
        var specification = Files.readString(stack.specification("closing", GATES.formatted("0.5", "PT0S")))
                .replace("  label: big_tip\n", """
                          label: big_tip
                          feedback: {dataset: closing-feedback, every: {rows: 200, atMost: PT10M}}
                        """);
        stack.run("apply", stack.write("closing.yaml", specification).toString())
                .succeeded();
        stack.run("upload", "closing", stack.trips(21, 1500).toString(), "--wait")
                .succeeded();
        var answers = stack.run("predict", "closing", stack.rows(22, 200).toString())
                .succeeded()
                .output();
        var labels = new StringJoiner("\n", "predictionId,label\n", "\n");
        answers.lines()
                .map(JSON::readTree)
                .forEach(answer -> labels.add(answer.path("predictionId").asString() + ","
                        + answer.path("prediction").asString()));

        stack.run(
                        "feedback",
                        "closing",
                        stack.write("labels.csv", labels.toString()).toString())
                .succeeded();

        var services = new Services(stack);
        PackagedStack.await(
                "a run that reads both",
                () -> services.ask("training", "/v1/runs/closing-2")
                        .path("status")
                        .asString("")
                        .equals("TRAINED"));
        assertThat(services.ask("training", "/v1/runs/closing-2").path("rows").asInt())
                .isEqualTo(1700);
        assertThat(services.ask("monitoring", "/v1/models/closing/feedback")
                        .path("batched")
                        .asInt())
                .isEqualTo(200);
        var version = services.ask("ingestion", "/v1/datasets/closing-feedback/versions/1");
        assertThat(version.path("rows").asInt()).isEqualTo(200);
        assertThat(version.path("columns").toString())
                .contains("\"fare\"", "\"big_tip\"", "\"millrace.prediction\"")
                .doesNotContain("\"tips\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"taxi-tips", "taxi-fares", "taxi-payments"})
    void anExampleOfEachTaskServesAnswers(String example) throws Exception {
        var specification = Files.readString(Path.of("../../examples", example + ".yaml"))
                .replace("dataset: taxi-trips", "dataset: " + example);
        stack.run("apply", stack.write(example + ".yaml", specification).toString())
                .succeeded();

        stack.run("upload", example, stack.trips(11, 3000).toString(), "--wait").succeeded();

        var answers =
                stack.run("predict", example, stack.trips(12, 4).toString()).succeeded();
        assertThat(answers.output().lines())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).contains("\"prediction\":", "\"model\":\"" + example + "\""));
    }

    /** Two columns whose names differ only by case: a version that mixed them up anywhere would learn, answer or alarm wrongly. */
    @Test
    void columnsThatDifferOnlyByCaseAreNeverMixedUp() {
        stack.run("apply", stack.write("ages.yaml", """
                        apiVersion: millrace/v1
                        kind: Pipeline
                        name: ages
                        data: {dataset: ages, label: older, split: {by: hash, train: 0.7, validation: 0.15, test: 0.15}}
                        train:
                          select: auc
                          candidates: [{trainer: gradient-boosted-trees, parameters: {trees: 60, depth: 4}}]
                        gates: [{metric: auc, min: 0.9}]
                        monitor: {window: {rows: 500, atLeast: PT0S}, windowsInARow: 1, critical: [age]}
                        """).toString()).succeeded();
        stack.run("upload", "ages", ages("ages.csv", 1, 2000, 100).toString(), "--wait")
                .succeeded();

        var asked = stack.write("asked-ages.csv", "age,Age\n90,10\n10,90\n");
        assertThat(stack.run("predict", "ages", asked.toString())
                        .succeeded()
                        .output()
                        .lines())
                .satisfiesExactly(
                        older -> assertThat(older).contains("\"prediction\":\"true\""),
                        younger -> assertThat(younger).contains("\"prediction\":\"false\""));
        var services = new Services(stack);
        PackagedStack.await(
                "the model to be watched",
                () -> services.ask("monitoring", "/v1/models/ages/drift")
                                .path("version")
                                .asInt()
                        == 1);
        stack.run("predict", "ages", ages("moved-ages.csv", 3, 500, 30).toString())
                .succeeded();
        PackagedStack.await(
                "a window",
                () -> !services.ask("monitoring", "/v1/models/ages/drift")
                        .path("windows")
                        .isEmpty());
        assertThat(services.ask("monitoring", "/v1/models/ages/drift")
                        .at("/windows/0/verdict/columns")
                        .valueStream())
                .anySatisfy(column -> {
                    assertThat(column.path("column").asString()).isEqualTo("age");
                    assertThat(column.path("level").asString()).isEqualTo("DRIFT");
                })
                .anySatisfy(column -> {
                    assertThat(column.path("column").asString()).isEqualTo("Age");
                    assertThat(column.path("level").asString()).isNotEqualTo("DRIFT");
                });
    }

    /** The label says whether {@code age}, which is below a limit, is more than {@code Age}, which is below 100. */
    private static Path ages(String name, long seed, int rows, int limit) {
        var random = new Random(seed);
        var lines = new StringJoiner("\n", "Age,age,older\n", "\n");
        for (int i = 0; i < rows; i++) {
            int one = random.nextInt(100);
            int other = random.nextInt(limit);
            lines.add(one + "," + other + "," + (other > one));
        }
        return stack.write(name, lines.toString());
    }

    @Test
    void theSameFileIsTheSameVersion() {
        var file = stack.trips(2, 600).toString();

        var first = stack.json("upload", "twice", file);
        var second = stack.json("upload", "twice", file);

        assertThat(second.path("version").asLong())
                .isEqualTo(first.path("version").asLong());
        assertThat(second.path("duplicate").asBoolean()).isTrue();
    }

    @Test
    void aFileWithoutAColumnIsRejectedWithItsName() throws Exception {
        stack.run(
                        "apply",
                        stack.specification("rejected", GATES.formatted("0.5", "PT0S"))
                                .toString())
                .succeeded();
        var file = stack.trips(3, 1000);
        stack.run("upload", "rejected", file.toString(), "--wait").succeeded();
        List<String> lines = Files.readAllLines(file);
        var without = stack.write(
                "without.csv",
                String.join(
                                "\n",
                                lines.stream()
                                        .map(line -> line.substring(0, line.lastIndexOf(',')))
                                        .toList()) + "\n");

        var result = stack.run("upload", "rejected", without.toString(), "--wait");

        assertThat(result.exitCode()).as(result.output()).isEqualTo(10);
        assertThat(result.output())
                .contains("Reason: MISSING_COLUMN: column \"tips\"", "Look: ./millrace dataset rejected");
        assertThat(stack.run("dataset", "rejected").succeeded().output())
                .contains("REJECTED, judged by schema 1", "millrace schema rejected loosen tips required");
        stack.run("schema", "rejected", "accept", "--why", "no tips any more").succeeded();
        assertThat(stack.run("schema", "rejected", "versions").succeeded().output())
                .contains("no tips any more", "read from version 1");
        stack.run("schema", "rejected", "judge").succeeded();
        stack.run("schema", "rejected", "loosen", "fare", "range", "--why", "fares rise")
                .succeeded();
        assertThat(stack.run("schema", "rejected").succeeded().output()).contains("Schema 3 of rejected", "fares rise");
        assertThat(stack.run("datasets").succeeded().output()).contains("rejected");
    }

    @Test
    void aFileIsJudgedWithoutBeingUploaded() {
        stack.run("upload", "judged", stack.trips(7, 600).toString()).succeeded();
        PackagedStack.await("a schema", () -> stack.run("schema", "judged").exitCode() == 0);
        var good = stack.trips(8, 600).toString();
        var other = stack.write("other.csv", "a,b\n1,x\n2,y\n").toString();

        assertThat(stack.run("profile", good).succeeded().output()).contains("600 rows", "fare");
        assertThat(stack.run("validate", good, "--schema", "judged").succeeded().output())
                .contains("usable");
        var refused = stack.run("validate", other, "--schema", "judged");
        assertThat(refused.exitCode()).isEqualTo(10);
        assertThat(refused.output()).contains("BLOCK MISSING_COLUMN: column \"fare\"");
        assertThat(stack.run("validate", stack.write("cut.csv", "a,b\n1\n").toString())
                        .exitCode())
                .isEqualTo(10);
        assertThat(stack.json("datasets", "--after", "judge").toString()).contains("judged");
        assertThat(stack.run("dataset", "judged").succeeded().output())
                .contains("VERSION 1")
                .doesNotContain("VERSION 2");
    }

    @Test
    void aFileIsReadAsSomebodySaid() {
        stack.run("dataset", "set", "said", "--delimiter", ";", "--missing", "-9999", "--type", "zip=string")
                .succeeded();
        var file = stack.write("größe 数.csv", "zip;a,b\n123;-9999\n456;3\n");

        var answer = stack.json("upload", "said", file.toString());

        assertThat(answer.at("/reading/missing/0/text").asString()).isEqualTo("-9999");
        assertThat(answer.path("columns").toString())
                .contains("{\"name\":\"zip\",\"type\":\"STRING\"}", "{\"name\":\"a,b\",\"type\":\"INTEGER\"}");
        assertThat(stack.run("dataset", "said").succeeded().output()).contains("from größe 数.csv");
    }

    @Test
    void aRaggedFileIsRefusedWithRowAndCounts() {
        var ragged = stack.write("ragged.csv", "a,b\n1,2\n3\n");

        var result = stack.run("upload", "ragged", ragged.toString());

        assertThat(result.exitCode()).isEqualTo(10);
        assertThat(result.output()).contains("FIELD_COUNT");
    }

    @Test
    void aModelBelowItsGateIsNotServed() {
        stack.run(
                        "apply",
                        stack.specification("gated", GATES.formatted("0.9999", "PT0S"))
                                .toString())
                .succeeded();

        var result = stack.run("upload", "gated", stack.trips(4, 1000).toString(), "--wait");

        assertThat(result.exitCode()).as(result.output()).isEqualTo(11);
    }

    @Test
    void whatNobodyNeedsIsRemovedAndNothingElse() throws Exception {
        stack.run(
                        "apply",
                        stack.specification("cleaned", GATES.formatted("0.9999", "PT0S") + "retention: {last: 0}\n")
                                .toString())
                .succeeded();
        stack.run("upload", "cleaned", stack.trips(31, 1000).toString(), "--wait");
        stack.run(
                        "apply",
                        stack.specification("tidy", GATES.formatted("0.5", "PT0S"))
                                .toString())
                .succeeded();
        stack.run("upload", "tidy", stack.trips(32, 1000).toString(), "--wait").succeeded();
        var orphan = Files.writeString(
                Files.createDirectories(home.resolve("artifacts/00")).resolve("0".repeat(64)), "x");
        makeArtifactsOld();

        stack.kill("validation");
        var refused = stack.run("gc");
        assertThat(refused.exitCode()).as(refused.output()).isEqualTo(1);
        assertThat(refused.output()).contains("nothing is removed, because not every service says what it needs");
        assertThat(orphan).exists();
        start();

        var removed = stack.json("gc");
        assertThat(orphan).doesNotExist();
        var reasons = removed.path("artifacts")
                .valueStream()
                .map(each -> each.path("reason").asString())
                .toList();
        assertThat(reasons)
                .contains("nothing refers to it")
                .anySatisfy(reason -> assertThat(reason).contains("version 1 of default/cleaned was rejected"));
        makeArtifactsOld();
        assertThat(stack.json("gc", "--dry-run").path("removed").asInt()).isZero();

        stack.run("upload", "tidy", stack.trips(33, 1000).toString(), "--wait").succeeded();
        stack.run("rollback", "tidy").succeeded();
        stack.run("predict", "tidy", stack.rows(9, 2).toString()).succeeded();
        stack.run("upload", "cleaned", stack.trips(34, 1000).toString(), "--wait");
        assertThat(stack.run("dataset", "cleaned").succeeded().output()).contains("VERSION 2");
    }

    private static void makeArtifactsOld() throws Exception {
        var twoDaysAgo = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        try (var files = Files.walk(home.resolve("artifacts"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, twoDaysAgo);
            }
        }
    }

    @Test
    void theTriggerPolicySaysWhyItStartsNothing() {
        stack.run(
                        "apply",
                        stack.specification("cooling", GATES.formatted("0.5", "PT6H"))
                                .toString())
                .succeeded();
        stack.run("upload", "cooling", stack.trips(5, 1000).toString(), "--wait")
                .succeeded();

        var result = stack.run("upload", "cooling", stack.trips(6, 1000).toString(), "--wait");

        assertThat(result.exitCode()).as(result.output()).isEqualTo(12);
        assertThat(result.output()).contains("SUPPRESSED");
    }

    @Test
    void aPersonStartsARunWhateverThePolicySays() {
        stack.run(
                        "apply",
                        stack.specification("asked", GATES.formatted("0.5", "PT6H"))
                                .toString())
                .succeeded();
        stack.run("upload", "asked", stack.trips(5, 1000).toString(), "--wait").succeeded();

        var asked = stack.run("train", "asked", "--key", "once", "--wait");
        var again = stack.json("train", "asked", "--key", "once");

        assertThat(asked.exitCode()).as(asked.output()).isZero();
        assertThat(asked.output()).contains("Run asked-2 is started, cascade ", "Ended: a new version serves.");
        assertThat(again.path("run").asString()).isEqualTo("asked-2");
        assertThat(asked.output()).contains(again.path("cascadeId").asString());
    }

    @Test
    void aClientOutsideJavaReadsEveryEventWithOnlyTheRegistrysUrl() {
        var python = Python.withClients();
        var services = new Services(stack);
        new EveryTopic(stack, services).fill();

        var arguments = new ArrayList<>(
                List.of(services.variable("MILLRACE_KAFKA"), services.variable("MILLRACE_SCHEMA_REGISTRY_URL")));
        Topics.ALL.forEach(topic -> arguments.add(topic.name()));
        var printed = python.script("read_events.py", arguments.toArray(String[]::new));

        for (String line : printed.lines().toList()) {
            var topic = JSON.readTree(line);
            assertThat(topic.path("events").asInt()).as(line).isPositive();
            assertThat(topic.at("/first/eventId").asString()).as(line).isNotBlank();
        }
        assertThat(printed.lines()).hasSameSizeAs(Topics.ALL);
    }

    @Test
    void aProducerInPythonAnnouncesAFileAsTheManualShows() throws Exception {
        var python = Python.withClients();
        var program = Manual.block("data.md", "python", home.resolve("announce.py"));

        announce("from-python", 21, file -> python.program(program, addresses(), "from-python", file));
    }

    @Test
    void aProducerInJavaAnnouncesAFileAsTheManualShows() throws Exception {
        var program = Manual.block("data.md", "java", home.resolve("Announce.java"));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = System.getProperty("java.class.path");

        announce(
                "from-java",
                22,
                file -> Python.run(List.of(java, "-cp", classes, program.toString(), "from-java", file), addresses())
                        .succeeded());
    }

    @Test
    void aModelOfScikitLearnIsServedAsTheManualShows() throws Exception {
        var python = Python.withScikitLearn();
        var services = new Services(stack);
        var program = Manual.block("models.md", "python", home.resolve("flowers.py"));
        var specification = Manual.block("models.md", "yaml", home.resolve("flowers.yaml"));
        stack.run("apply", specification.toString()).succeeded();
        var variables = new HashMap<>(addresses());
        List.of("MILLRACE_REGISTRY_URL", "MILLRACE_TOKEN")
                .forEach(name -> variables.put(name, services.variable(name)));

        python.program(program, variables, home.resolve("artifacts").toString());

        PackagedStack.await("flowers to be served", () -> found(services, "serving", "/v1/models/flowers"));
        var answer = Services.json(services.post("serving", "/v1/models/flowers:predict", """
                        {"instances": [{"sepal length (cm)": 5.1, "sepal width (cm)": 3.5,
                                        "petal length (cm)": 1.4, "petal width (cm)": 0.2}]}
                        """));
        assertThat(answer.at("/predictions/0/prediction").asString()).isEqualTo("setosa");
        assertThat(services.ask("registry", "/v1/models/flowers/versions/1").toString())
                .contains("scikit-learn");
    }

    private static Map<String, String> addresses() {
        var services = new Services(stack);
        return Map.of(
                "MILLRACE_KAFKA", services.variable("MILLRACE_KAFKA"),
                "MILLRACE_SCHEMA_REGISTRY_URL", services.variable("MILLRACE_SCHEMA_REGISTRY_URL"));
    }

    /** Until a version of it is validated. */
    private static void announce(String dataset, long seed, Consumer<String> program) throws Exception {
        var folder = Files.createDirectories(home.resolve("permitted/november"));
        Files.copy(stack.trips(seed, 300), folder.resolve(dataset + ".csv"));

        program.accept("november/" + dataset + ".csv");

        var services = new Services(stack);
        var version = "/v1/datasets/" + dataset + "/versions/1";
        PackagedStack.await(dataset + " to have a version", () -> found(services, "ingestion", version));
        var stored = services.ask("ingestion", version);
        assertThat(stored.path("rows").asLong()).isEqualTo(300);
        assertThat(stored.toString()).contains("november/" + dataset + ".csv");
        var cascade = stored.path("cascadeId").asString();
        PackagedStack.await(
                "the announcement, the version and the verdict in cascade " + cascade,
                () -> services.ask("monitoring", "/v1/cascades/" + cascade)
                                .path("events")
                                .size()
                        == 3);
        new Cascades(services).assertOnce(cascade, List.of("data.arrived", "data.arrived", "data.validated"));
    }

    private static boolean found(Services services, String service, String path) {
        try {
            return services.get(service, path).statusCode() == 200;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aClientOfTheOpenInferenceProtocolGetsTheAnswersOfRest() throws Exception {
        var python = Python.withClients();
        learn("asked", 9);
        var services = new Services(stack);
        var rows = stack.rows(11, 20);

        var overGrpc = JSON.readTree(python.script(
                "infer.py",
                services.variable("MILLRACE_SERVING_GRPC"),
                services.variable("MILLRACE_TOKEN"),
                "asked",
                rows.toString()));
        var overRest = Services.json(services.post(
                "serving",
                "/v1/models/asked:predict",
                "{\"instances\":[" + String.join(",", Files.readAllLines(rows)) + "]}"));

        assertThat(overGrpc.path("ready").asBoolean()).isTrue();
        var labels = new ArrayList<String>();
        var probabilities = new ArrayList<Double>();
        for (JsonNode prediction : overRest.path("predictions")) {
            labels.add(prediction.path("prediction").asString());
            prediction
                    .path("probabilities")
                    .valueStream()
                    .forEach(probability -> probabilities.add(probability.asDouble()));
        }
        assertThat(overGrpc.at("/outputs/prediction").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(labels);
        assertThat(overGrpc.at("/outputs/probabilities")
                        .valueStream()
                        .mapToDouble(JsonNode::asDouble)
                        .toArray())
                .containsExactly(
                        probabilities.stream().mapToDouble(Double::doubleValue).toArray(), within(1e-6));
    }

    private static void learn(String name, long seed) {
        stack.run(
                        "apply",
                        stack.specification(name, GATES.formatted("0.5", "PT0S"))
                                .toString())
                .succeeded();
        stack.run("upload", name, stack.trips(seed, 1000).toString(), "--wait").succeeded();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INGESTION", "VALIDATION", "TRAINING", "REGISTRY", "SERVING", "MONITORING"})
    void everyRouteIsClosedToStrangersAndToWrongRoles(String service) throws Exception {
        var url = new Services(stack).variable("MILLRACE_" + service + "_URL");

        var doors = new RouteSweep(url).run(List.of(PackagedStack.AUDITOR, PackagedStack.VIEWER));

        assertThat(doors).isGreaterThan(5);
    }

    /** Threads that hold on to a core while they wait for the store once made sixteen uploads take minutes. */
    @Test
    void manyUploadsAtOnceAreAnsweredAtOnce() throws Exception {
        var services = new Services(stack);
        var uploads = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 64; i++) {
            var dataset = "at-once-" + i;
            uploads.add(() -> services.upload(dataset, "a,b\n1,x\n2,y\n").statusCode());
        }
        try (var clients = Executors.newFixedThreadPool(16)) {
            for (var answer : clients.invokeAll(uploads, 60, TimeUnit.SECONDS)) {
                assertThat(answer.state()).isEqualTo(Future.State.SUCCESS);
                assertThat(answer.resultNow()).isEqualTo(202);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingestion", "validation", "training", "registry", "serving", "monitoring"})
    void metricsAreReadWithATokenOnly(String service) throws Exception {
        var services = new Services(stack);

        assertThat(services.metrics(service).body()).contains("millrace_", "jvm_memory_used_bytes");
        assertThat(services.metricsForStrangers(service).statusCode()).isEqualTo(401);
    }

    /**
     * The stack does everything that it has figures of, while a real Prometheus collects them. A query must answer at some moment,
     * since those about the last minute go quiet after it.
     */
    @Test
    void metricsAreThoseOfTheManualAndEveryPanelOfTheDashboardsAnswers() throws Exception {
        var model = new ObservedModel(stack, new Services(stack));
        var pending = new LinkedHashSet<>(Dashboards.queries());
        try (var collecting = PrometheusProcess.over(model.targets(), home.resolve("token"), home)
                .orElse(null)) {
            // What happens before it first looks is no rise to it.
            PackagedStack.await(
                    "Prometheus to have looked at all services",
                    () -> collecting == null || collecting.answers("count(up == 1) == 6"));
            var doing = CompletableFuture.runAsync(() -> {
                model.park();
                model.learn();
                model.windows(() -> collecting == null
                        ? model.metrics().contains("millrace_monitoring_score_count{")
                        : collecting.answers("millrace_monitoring_score_count > 0"));
            });
            try {
                PackagedStack.await("each panel to answer", () -> {
                    pending.removeIf(query -> collecting == null || collecting.answers(query.expression()));
                    return doing.isCompletedExceptionally() || (doing.isDone() && pending.isEmpty());
                });
            } catch (AssertionError waited) {
                throw new AssertionError("done: %s; without an answer: %s".formatted(doing.isDone(), pending), waited);
            }
            doing.join();
            if (collecting != null) {
                assertThat(collecting.troubleOfRules()).isEmpty();
            }
        }

        PackagedStack.await(
                "the metrics to be those of docs/metrics.md",
                () -> MetricNames.exported(model.metrics()).containsAll(documented()));
        assertThat(MetricNames.exported(model.metrics())).isEqualTo(documented());
        model.discardParked();
    }

    private static Set<String> documented() {
        try {
            return MetricNames.documented();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void logsTellACascadeThroughAllServicesAndNothingOfItsData() throws Exception {
        stack.run(
                "upload",
                "ragged-log",
                stack.write("ragged-log.csv", "a,b\n1,Mrs-Smith-47\n3\n").toString());
        stack.run(
                        "apply",
                        stack.specification("logged", GATES.formatted("0.5", "PT0S"))
                                .toString())
                .succeeded();
        var rows = stack.trips(61, 1000);
        var cascade = stack.json("upload", "logged", rows.toString(), "--wait")
                .path("cascadeId")
                .asString();

        var entries = stack.run("logs", "--json", "--cascade", cascade)
                .succeeded()
                .output()
                .lines()
                .map(JSON::readTree)
                .toList();

        assertThat(entries)
                .extracting(entry -> entry.path("name").asString())
                .contains("ingestion", "validation", "training", "registry", "serving");
        assertThat(entries)
                .extracting(entry -> Instant.parse(entry.path("time").asString()))
                .isSorted();
        assertThat(entries)
                .allSatisfy(entry ->
                        assertThat(entry.path("lines").toString()).contains("cascade=" + cascade, "trace.id="));
        assertThat(entries)
                .anySatisfy(entry -> assertThat(entry.path("lines").toString())
                        .contains("pipeline=logged", "event=", "announces [model.trained"));
        var companies = World.USUAL.companies().stream()
                .map(World.Weighted::value)
                .filter(company -> !company.isEmpty())
                .toList();
        try (var logs = Files.list(home.resolve("logs"))) {
            for (Path log : logs.toList()) {
                assertThat(Files.readString(log)).as(log.toString()).doesNotContain("Mrs-Smith-47");
                assertThat(Files.readString(log)).as(log.toString()).doesNotContain(companies);
            }
        }
        assertThat(stack.run("logs", "--cascade", "none-of-ours").exitCode()).isEqualTo(1);
    }

    /** Every span hangs below another one of the same trace, up to the upload. */
    @Test
    void oneTraceLeadsFromTheUploadThroughEveryServiceToTheDeployment() throws Exception {
        stack.run(
                        "apply",
                        stack.specification("traced", GATES.formatted("0.5", "PT0S"))
                                .toString())
                .succeeded();
        var cascade = stack.json("upload", "traced", stack.trips(67, 1000).toString(), "--wait")
                .path("cascadeId")
                .asString();
        var trace = trace(cascade);

        var steps = List.of(
                "ingestion: publish data.arrived",
                "validation: process data.arrived",
                "validation: publish data.validated",
                "training: publish training.decided",
                "training: publish model.trained",
                "registry: publish model.approved",
                "serving: publish model.deployed",
                "monitoring: process model.approved");
        PackagedStack.await(
                "spans of every step, each below another one",
                () -> spans.steps(trace).containsAll(steps)
                        && spans.unknownParents(trace).isEmpty());
        var recorded = spans.of(trace);
        assertThat(recorded)
                .filteredOn(span -> span.parent().isEmpty())
                .singleElement()
                .satisfies(root -> assertThat(root.name()).isEqualTo("upload"));
        assertThat(recorded).noneMatch(SpanCollector.Recorded::failed);
    }

    /** Drift begins a trace of its own; its first span links the approval of the version that was watched. */
    @Test
    void aTraceOfDriftLinksTheApprovalOfWhatDrifted() throws Exception {
        var services = new Services(stack);
        var drifting = new DriftingModel(stack, services, new Cascades(services));
        int version = drifting.learn(71);
        drifting.moveTheWorld(73);
        var cascade = drifting.assertToldOnce(version);
        var watched = services.ask("monitoring", "/v1/cascades/" + cascade)
                .path("linkedFrom")
                .asString();
        var drift = trace(cascade);
        var origin = trace(watched);
        PackagedStack.await(
                "spans of the drift and of what was watched",
                () -> spans.steps(drift)
                                .containsAll(List.of(
                                        "monitoring: publish drift.detected", "training: process drift.detected"))
                        && spans.steps(origin).contains("registry: publish model.approved"));

        var approval = spans.of(origin).stream()
                .filter(span -> span.name().equals("publish model.approved"))
                .findFirst()
                .orElseThrow();
        assertThat(drift).isNotEqualTo(origin);
        assertThat(spans.of(drift))
                .filteredOn(span -> span.name().equals("publish drift.detected"))
                .singleElement()
                .satisfies(span -> {
                    assertThat(span.parent()).isEmpty();
                    assertThat(span.links()).containsExactly(new SpanCollector.Linked(origin, approval.id()));
                });
    }

    private static String trace(String cascade) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(cascade.getBytes(StandardCharsets.UTF_8)))
                .substring(0, 32);
    }

    @Test
    void allServicesKilledInTheMiddleEndTheCascadeAsIfNothingHadHappened() {
        stack.run(
                        "apply",
                        stack.specification("killed", GATES.formatted("0.5", "PT0S"))
                                .toString())
                .succeeded();
        var cascade = stack.json("upload", "killed", stack.trips(7, 1000).toString())
                .path("cascadeId")
                .asString();
        var services = List.of("ingestion", "validation", "training", "registry", "serving", "monitoring");

        services.forEach(stack::kill);
        start();

        var cascades = new Cascades(new Services(stack));
        cascades.awaitServing(cascade);
        cascades.assertEachStepOnce(cascade);
        var processes = new HashSet<String>();
        for (JsonNode process : stack.json("status").path("processes")) {
            processes.add(process.path("name").asString());
        }
        assertThat(processes).containsAll(services);
    }
}
