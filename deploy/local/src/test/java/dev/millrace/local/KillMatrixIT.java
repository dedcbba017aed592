package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    @BeforeAll
    static void up() {
        stack = new PackagedStack(home);
        stack.up();
        cascades = new Cascades(new Services(stack));
        stack.run("apply", stack.specification("matrix", GATES).toString()).succeeded();
    }

    @AfterAll
    static void down() {
        stack.close();
    }

    /**
     * Every cell with {@code -Dmillrace.kills=all}, or every one of the services named there, about a quarter of a minute
     * each; else one a service, so that every change is held to six of them.
     */
    static Stream<Arguments> cells() {
        var asked = List.of(System.getProperty("millrace.kills", "").split(",", -1));
        return POINTS.entrySet().stream().flatMap(service -> {
            var points = service.getValue();
            boolean all = asked.contains("all") || asked.contains(service.getKey());
            int first = 1 % points.size();
            var chosen =
                    all ? points : asked.equals(List.of("")) ? points.subList(first, first + 1) : List.<String>of();
            return chosen.stream().map(point -> Arguments.of(service.getKey(), point));
        });
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
