package dev.millrace.local;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each service dies at each fault point that it passes, comes back, and the cascade ends as if nothing had happened. */
class KillMatrixIT {

    private static final AtomicLong SEED = new AtomicLong(100);

    @TempDir
    static Path home;

    private static PackagedStack stack;

    @BeforeAll
    static void up() {
        stack = new PackagedStack(home);
        stack.run("up").succeeded();
        var gates = """
                gates:
                  - {metric: auc, min: 0.5}
                retrain: {on: [new-data], cooldown: PT0S, minNewRows: 1, runsPerDay: 1000}
                """;
        stack.run("apply", stack.specification("matrix", gates).toString()).succeeded();
    }

    @AfterAll
    static void down() {
        stack.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ingestion, commit.afterWrite",
        "ingestion, relay.beforeSend",
        "ingestion, relay.afterSend",
        "ingestion, relay.afterAck",
        "ingestion, relay.afterPull",
        "ingestion, artifact.midWrite",
        "ingestion, artifact.afterRename",
        "ingestion, http.beforeAnswer",
        "validation, listener.afterPoll",
        "validation, commit.afterWrite",
        "validation, listener.beforeOffset",
        "validation, relay.beforeSend",
        "validation, relay.afterSend",
        "validation, relay.afterAck",
        "validation, relay.afterPull",
        "validation, artifact.midWrite",
        "validation, artifact.afterRename",
        "training, listener.afterPoll",
        "training, commit.afterWrite",
        "training, listener.beforeOffset",
        "training, relay.beforeSend",
        "training, relay.afterSend",
        "training, relay.afterAck",
        "training, relay.afterPull",
        "training, artifact.midWrite",
        "training, artifact.afterRename",
        "training, job.running",
        "registry, listener.afterPoll",
        "registry, commit.afterWrite",
        "registry, listener.beforeOffset",
        "registry, relay.beforeSend",
        "registry, relay.afterSend",
        "registry, relay.afterAck",
        "registry, relay.afterPull",
        "serving, listener.afterPoll",
        "monitoring, listener.afterPoll",
        "monitoring, commit.afterWrite",
        "monitoring, listener.beforeOffset"
    })
    void theCascadeEndsAsIfNothingHadHappened(String service, String point) {
        var file = stack.trips(SEED.incrementAndGet(), 600).toString();
        stack.kill(service);
        stack.upWithFaults(point + "=halt");

        stack.run("upload", "matrix", file);
        PackagedStack.await(service + " to die at " + point, () -> !stack.runs(service));
        stack.run("up").succeeded();
        var again = stack.json("upload", "matrix", file);

        var cascade = again.path("cascadeId").asString();
        Cascades.awaitServing(stack, cascade);
        Cascades.assertEachStepOnce(stack, cascade);
    }
}
