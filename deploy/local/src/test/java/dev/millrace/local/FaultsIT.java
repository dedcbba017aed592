package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The services are sent what no service can use, and what they stand on goes away while files arrive. It stays away for
 * {@code millrace.outage}, a few seconds unless told otherwise.
 */
class FaultsIT {

    private static final Duration OUTAGE = Duration.parse(System.getProperty("millrace.outage", "PT5S"));
    private static final int UPLOADS = 5;
    private static final int PREDICTIONS = 50;
    private static final int ROWS = 300;

    private static final Map<Topic<?>, List<String>> READERS = Map.ofEntries(
            Map.entry(Topics.PIPELINE_DEFINED, List.of("training", "monitoring")),
            Map.entry(Topics.DATA_ARRIVED, List.of("ingestion", "validation", "monitoring")),
            Map.entry(Topics.DATA_REFUSED, List.of("monitoring")),
            Map.entry(Topics.DATA_VALIDATED, List.of("training", "monitoring")),
            Map.entry(Topics.DATA_REJECTED, List.of("monitoring")),
            Map.entry(Topics.TRAINING_REQUESTED, List.of("training", "monitoring")),
            Map.entry(Topics.TRAINING_DECIDED, List.of("training", "monitoring")),
            Map.entry(Topics.MODEL_TRAINED, List.of("registry", "monitoring")),
            Map.entry(Topics.RUN_ENDED, List.of("training", "monitoring")),
            Map.entry(Topics.MODEL_REJECTED, List.of("training", "monitoring")),
            Map.entry(Topics.MODEL_APPROVED, List.of("training", "serving", "monitoring")),
            Map.entry(Topics.MODEL_DEPLOYED, List.of("registry", "monitoring")),
            Map.entry(Topics.SERVING_DECIDED, List.of("serving", "registry", "monitoring")),
            Map.entry(Topics.INFERENCE_LOGGED, List.of("monitoring")),
            Map.entry(Topics.FEEDBACK_RECEIVED, List.of("monitoring")),
            Map.entry(Topics.DRIFT_DETECTED, List.of("training", "monitoring")),
            Map.entry(Topics.ALERT_RAISED, List.of("monitoring")));

    @TempDir
    static Path home;

    private static PackagedStack stack;
    private static Services services;
    private static Cascades cascades;
    private static String request;
    private static long seed = 1000;

    @BeforeAll
    static void up() throws IOException {
        stack = new PackagedStack(home);
        stack.up(Map.of("MILLRACE_INGESTION_UPLOAD_LIMIT", "4MB"));
        services = new Services(stack);
        cascades = new Cascades(services);
        var gates = """
                gates:
                  - {metric: auc, min: 0.5}
                retrain: {on: [new-data], cooldown: PT0S, minNewRows: 1, runsPerDay: 1000}
                """;
        stack.run("apply", stack.specification("outage", gates).toString()).succeeded();
        cascades.awaitServing(cascade(upload()));
        request = "{\"instances\":[" + Files.readString(stack.rows(9, 1)).strip() + "]}";
    }

    @AfterAll
    static void down() {
        stack.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "documents"})
    void whatIsAcceptedDuringAnOutageIsDecidedAfterIt(String part) throws IOException {
        var accepted = new ArrayList<JsonNode>();
        try (var traffic = new Traffic(services, "outage", request)) {
            stack.kill(part);
            int before = traffic.answers();
            long end = System.nanoTime() + OUTAGE.toNanos();
            for (int i = 0; i < UPLOADS || traffic.answers() < before + PREDICTIONS || System.nanoTime() < end; i++) {
                var answer = upload();
                if (answer.statusCode() == 202) {
                    accepted.add(Services.json(answer));
                } else {
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
                    assertThat(Services.json(answer).path("code").asString()).isNotBlank();
                    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                }
            }
            stack.up();
            PackagedStack.await(part + " to be used again", () -> again(accepted));
            assertThat(traffic.failures()).isEmpty();
        }

        accepted.forEach(
                upload -> cascades.awaitDecision(upload.path("cascadeId").asString()));
        var versions =
                accepted.stream().map(upload -> upload.path("version").asLong()).toList();
        PackagedStack.await("a model of versions " + versions, () -> learntFrom(versions));
    }

    /** As when native code crashes. */
    @Test
    void whatEndsByAnErrorStartsAgain() throws IOException {
        stack.signal("validation", "ABRT");
        PackagedStack.await(
                "validation to be ready again",
                () -> process("validation").path("restarts").asInt() == 1
                        && process("validation").path("ready").asBoolean());

        assertThat(stack.run("status").succeeded().output()).contains("was started again, 1 time since up");
        cascades.awaitServing(cascade(upload()));
    }

    private static JsonNode process(String name) {
        return stack.json("status")
                .path("processes")
                .valueStream()
                .filter(process -> process.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatNoServiceCanUseIsParkedAndStopsNothing() throws IOException {
        assertThat(READERS).containsOnlyKeys(Topics.ALL);
        try (var garbage = new Garbage(services)) {
            for (Topic<?> topic : Topics.ALL) {
                garbage.send(topic);
            }
        }

        cascades.awaitServing(cascade(upload()));
        READERS.forEach((topic, readers) -> readers.forEach(reader -> PackagedStack.await(
                reader + " to park what is wrong on " + topic.name(),
                () -> codes(reader, topic).equals(Garbage.CODES))));
        PackagedStack.await("status to count " + expected(), () -> counted().equals(expected()));

        // The tables are read again from the start.
        stack.kill("serving");
        stack.up();
        assertThat(services.post("serving", "/v1/models/outage:predict", request)
                        .statusCode())
                .isEqualTo(200);
        cascades.awaitServing(cascade(upload()));
        assertThat(codes("serving", Topics.MODEL_APPROVED)).isEqualTo(Garbage.CODES);
    }

    @ParameterizedTest
    @MethodSource("dev.millrace.local.BadFiles#all")
    void aBadFileIsRefusedWithItsCodeAndLeavesNothing(BadFiles.Bad bad) throws IOException {
        var encoding = bad.zipped() ? new String[] {"Content-Encoding", "gzip"} : new String[0];

        var answer = services.upload("refused", bad.type(), bad.content(), encoding);

        assertThat(answer.statusCode()).as(answer.body()).isBetween(413, 422);
        assertThat(Services.json(answer).path("code").asString()).isEqualTo(bad.code());
        assertThat(services.get("ingestion", "/v1/datasets/refused").statusCode())
                .isEqualTo(404);
        try (var left = Files.walk(home.resolve("artifacts/tmp"))) {
            assertThat(left.filter(file -> !file.endsWith(".lock"))
                            .filter(Files::isRegularFile)
                            .filter(file -> file.toFile().length() == bad.content().length))
                    .isEmpty();
        }
    }

    @Test
    void theCommandSaysInOneLineWhatIsWrongAndWhere() throws IOException {
        for (BadFiles.Bad bad : BadFiles.all().limit(3).toList()) {
            var file = Files.write(home.resolve(bad.name()), bad.content());

            var result = stack.run("upload", "refused", file.toString());

            assertThat(result.exitCode()).isEqualTo(10);
            assertThat(result.output().strip())
                    .contains(bad.code(), bad.place())
                    .doesNotContain("\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "a b", "a%00b", "a\\b", "Capital", "."})
    void aNameThatIsNoneIsRefusedInOneLine(String name) {
        var result = stack.run("upload", name, stack.trips(1, 10).toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output().strip())
                .startsWith("millrace: ingestion refuses: 4")
                .containsPattern("PATH_ENCODING|NAME_INVALID")
                .doesNotContain("\n");
    }

    /** In the order of the records on the topic. */
    private static List<String> codes(String service, Topic<?> topic) {
        return services.ask(service, "/v1/parked?limit=200")
                .path("parked")
                .valueStream()
                .filter(parked -> parked.path("topic").asString().equals(topic.name()))
                .sorted(Comparator.comparingLong(parked -> parked.path("offset").asLong()))
                .map(parked -> parked.path("code").asString())
                .toList();
    }

    private static Map<String, Long> counted() {
        return stack.json("status")
                .path("parked")
                .valueStream()
                .collect(Collectors.toMap(
                        parked -> parked.path("service").asString(),
                        parked -> parked.path("records").asLong()));
    }

    private static Map<String, Long> expected() {
        return READERS.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(
                        reader -> reader, Collectors.summingLong(reader -> Garbage.CODES.size())));
    }

    private static boolean again(List<JsonNode> accepted) {
        try {
            var answer = upload();
            return answer.statusCode() == 202 && accepted.add(Services.json(answer));
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the model in service was learned from all of these dataset versions. */
    private static boolean learntFrom(List<Long> versions) {
        var model = services.ask("registry", "/v1/models/outage");
        var data = services.ask(
                        "registry",
                        "/v1/models/outage/versions/"
                                + model.path("model").path("champion").asInt() + "/lineage")
                .path("data");
        long first = data.path("versionsFrom").asLong();
        long last = data.path("versionsTo").asLong();
        return data.path("versionCount").asLong() == last - first + 1
                && versions.stream().allMatch(version -> first <= version && version <= last);
    }

    private static HttpResponse<String> upload() throws IOException {
        return services.upload("outage", Files.readString(stack.trips(++seed, ROWS)));
    }

    private static String cascade(HttpResponse<String> answer) {
        return Services.json(answer).path("cascadeId").asString();
    }
}
