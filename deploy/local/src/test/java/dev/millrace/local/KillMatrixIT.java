package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each service dies at each fault point that it passes, comes back, and the cascade ends as if nothing had happened. */
class KillMatrixIT {

    private static final SortedMap<String, List<String>> POINTS = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "ingestion",
                    List.of(
                            "commit.afterWrite",
                            "relay.beforeSend",
                            "relay.afterSend",
                            "relay.afterAck",
                            "relay.afterPull",
                            "artifact.midWrite",
                            "artifact.afterRename",
                            "http.beforeAnswer")),
            Map.entry(
                    "validation",
                    List.of(
                            "listener.afterPoll",
                            "commit.afterWrite",
                            "listener.beforeOffset",
                            "relay.beforeSend",
                            "relay.afterSend",
                            "relay.afterAck",
                            "relay.afterPull",
                            "artifact.midWrite",
                            "artifact.afterRename")),
            Map.entry(
                    "training",
                    List.of(
                            "listener.afterPoll",
                            "commit.afterWrite",
                            "listener.beforeOffset",
                            "relay.beforeSend",
                            "relay.afterSend",
                            "relay.afterAck",
                            "relay.afterPull",
                            "artifact.midWrite",
                            "artifact.afterRename",
                            "job.running")),
            Map.entry(
                    "registry",
                    List.of(
                            "listener.afterPoll",
                            "commit.afterWrite",
                            "listener.beforeOffset",
                            "relay.beforeSend",
                            "relay.afterSend",
                            "relay.afterAck",
                            "relay.afterPull")),
            Map.entry("serving", List.of("listener.afterPoll", "listener.beforeOffset")),
            Map.entry("monitoring", List.of("listener.afterPoll", "commit.afterWrite", "listener.beforeOffset"))));

    private static final Set<String> ALWAYS = Set.of("validation", "registry", "monitoring");

    private static final List<String> TOLD =
            List.of("relay.beforeSend", "relay.afterSend", "relay.afterAck", "relay.afterPull");

    private static final List<String> SAID = List.of("commit.afterWrite", "http.beforeAnswer", "relay.beforeSend");

    private static final String GATES = """
            gates:
              - {metric: auc, min: 0.5}
            retrain: {on: [new-data], cooldown: PT0S, minNewRows: 1, runsPerDay: 1000}
            """;

    private static final AtomicLong SEED = new AtomicLong(100);

    @TempDir
    static Path home;

    private static PackagedStack stack;
    private static Cascades cascades;
    private static DriftingModel drifting;
    private static ReviewedModel reviewed;

    @BeforeAll
    static void up() {
        stack = new PackagedStack(home);
        stack.up();
        var services = new Services(stack);
        cascades = new Cascades(services);
        drifting = new DriftingModel(stack, services, cascades);
        reviewed = new ReviewedModel(stack, services, cascades);
        stack.run("apply", stack.specification("matrix", GATES).toString()).succeeded();
    }

    @AfterAll
    static void down() {
        stack.close();
    }

    static Stream<Arguments> cells() {
        return POINTS.entrySet().stream()
                .flatMap(service -> chosen(service.getKey(), service.getValue()).stream()
                        .map(point -> Arguments.of(service.getKey(), point)));
    }

    static List<String> driftCells() {
        return chosen("monitoring", TOLD);
    }

    static List<Arguments> decisionCells() {
        return chosen(
                "registry",
                Stream.of("approve", "rollback")
                        .flatMap(command -> SAID.stream().map(point -> Arguments.of(command, point)))
                        .toList());
    }

    /**
     * Every cell with {@code -Dmillrace.kills=all}, or every one of the services named there, about half a minute each; else one
     * for each of {@link #ALWAYS} and kind, so that every change is held to some of them.
     */
    private static <T> List<T> chosen(String service, List<T> cells) {
        var asked = List.of(System.getProperty("millrace.kills", "").split(",", -1));
        if (asked.contains("all") || asked.contains(service)) {
            return cells;
        }
        return asked.equals(List.of("")) && ALWAYS.contains(service) ? cells.subList(1, 2) : List.of();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void theCascadeEndsAsIfNothingHadHappened(String service, String point) {
        var file = stack.trips(SEED.incrementAndGet(), 600).toString();
        stack.kill(service);
        stack.upWithFaults(point + "=halt");

        stack.run("upload", "matrix", file);
        PackagedStack.await(service + " to die at " + point, () -> !stack.runs(service));
        stack.up();
        var again = stack.json("upload", "matrix", file);

        var cascade = again.path("cascadeId").asString();
        cascades.awaitServing(cascade);
        cascades.assertEachStepOnce(cascade);
    }

    /** What drift makes monitoring tell, which no upload does; all of it waits when monitoring comes. */
    @ParameterizedTest
    @MethodSource("driftCells")
    void driftIsToldOnce(String point) {
        int version = drifting.learn(SEED.incrementAndGet());
        stack.kill("monitoring");
        drifting.moveTheWorld(SEED.incrementAndGet());

        stack.upWithFaults(point + "=halt");
        PackagedStack.await("monitoring to die at " + point, () -> !stack.runs("monitoring"));
        stack.up();

        drifting.assertToldOnce(version);
    }

    @ParameterizedTest
    @MethodSource("decisionCells")
    void aPersonsDecisionStandsOnce(String command, String point) {
        long seed = SEED.addAndGet(2);
        var word = command.equals("approve") ? reviewed.approval(seed) : reviewed.rollback(seed);
        stack.kill("registry");
        stack.upWithFaults(point + "=halt");
        assertThat(stack.runs("registry")).isTrue();

        stack.run(word.arguments());
        PackagedStack.await("registry to die at " + point, () -> !stack.runs("registry"));
        stack.up();

        reviewed.assertStandsOnce(word);
    }

    /** K10 of the registry, which no upload passes. */
    @Test
    void aSpecificationIsAppliedOnceThoughTheAnswerWasLost() {
        var file = stack.specification("answerless", GATES).toString();
        stack.kill("registry");
        stack.upWithFaults("http.beforeAnswer=halt");

        stack.run("apply", file);
        PackagedStack.await("registry to die before it answers", () -> !stack.runs("registry"));
        stack.up();

        assertThat(stack.json("apply", file).path("version").asInt()).isEqualTo(1);
    }
}
