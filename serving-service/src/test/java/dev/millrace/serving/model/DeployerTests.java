package dev.millrace.serving.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.artifacts.Digest;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.Predictor;
import dev.millrace.serving.model.Models.ByFare;
import dev.millrace.serving.model.Models.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class DeployerTests {

    private final MemoryStore store = new MemoryStore();
    private final ServedModels served = new ServedModels();
    private final BlockingQueue<Deployment> told = new LinkedBlockingQueue<>();
    private final Readiness readiness = new Readiness(served, Clock.systemUTC(), Duration.ofHours(1));
    private final Path directory;
    private Deployer deployer;

    DeployerTests(@TempDir Path directory) {
        this.directory = directory;
        deployer = deployer(Duration.ofHours(1));
    }

    private Deployer deployer(Duration fetchLimit) {
        var cache = new ModelCache(directory);
        var deployModel = new DeployModel(
                served, new ModelFetcher(store, cache, 10_000), cache, this::load, Duration.ofSeconds(10));
        var created = new Deployer(served, deployModel, cache, told::add, readiness, properties(fetchLimit));
        created.decisionsHeard();
        return created;
    }

    private static ModelProperties properties(Duration fetchLimit) {
        return new ModelProperties(
                2,
                DataSize.ofMegabytes(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofMillis(5),
                Duration.ofMillis(20),
                fetchLimit,
                Duration.ofSeconds(20));
    }

    private Predictor load(ModelPackage modelPackage, byte[] graph) {
        if (new String(graph, StandardCharsets.UTF_8).equals("no library")) {
            throw new UnsatisfiedLinkError("no such library");
        }
        return new ByFare(1);
    }

    @AfterEach
    void stop() {
        deployer.close();
    }

    private void approve(long generation, Digest model) {
        deployer.approve(Models.approval(generation, model));
    }

    private Deployment next() throws InterruptedException {
        var deployment = told.poll(20, TimeUnit.SECONDS);
        assertThat(deployment).isNotNull();
        return deployment;
    }

    @Test
    void tellsThatItAnswersWithAnApprovedVersion() throws InterruptedException {
        approve(1, store.putModel("good", 1));

        assertThat(next()).isInstanceOf(Deployment.Serving.class);
    }

    @Test
    void goesOnTryingWhileTheStoreIsDown() throws InterruptedException {
        var model = store.putModel("good", 1);
        store.down = true;
        approve(1, model);
        assertThat(told.poll(100, TimeUnit.MILLISECONDS)).isNull();

        store.down = false;

        assertThat(next()).isInstanceOf(Deployment.Serving.class);
        assertThat(readiness.isExpected(Models.TAXI)).isFalse();
    }

    @Test
    void tellsOnceThatFilesDoNotComeAndServesThemWhenTheyDo() throws InterruptedException {
        deployer.close();
        deployer = deployer(Duration.ofMillis(50));
        var model = store.putModel("good", 1);
        store.down = true;
        approve(1, model);

        assertThat(next())
                .isInstanceOfSatisfying(
                        Deployment.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("ARTIFACTS_UNAVAILABLE"));
        assertThat(readiness.isDegraded()).isTrue();
        store.down = false;
        assertThat(next()).isInstanceOf(Deployment.Serving.class);
    }

    @Test
    void refusesAVersionThatCannotBeLoadedWhateverIsThrown() throws InterruptedException {
        approve(1, store.putModel("no library", 1));

        assertThat(next())
                .isInstanceOfSatisfying(
                        Deployment.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("LOAD_FAILED"));
        assertThat(readiness.isExpected(Models.TAXI)).isTrue();
        assertThat(readiness.isDegraded()).isTrue();
    }

    @Test
    void refusesAVersionWhoseGraphIsMissingAndServesItOnceItIsThere() throws InterruptedException {
        var model = store.putModel("good", 1);
        var graph = Fingerprint.of("good".getBytes(StandardCharsets.UTF_8));
        store.remove(graph);
        approve(1, model);
        assertThat(next())
                .isInstanceOfSatisfying(
                        Deployment.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("ARTIFACT_MISSING"));
        assertThat(told.poll(100, TimeUnit.MILLISECONDS))
                .as("what was told is not told with every attempt")
                .isNull();

        store.put("good".getBytes(StandardCharsets.UTF_8));

        assertThat(next()).isInstanceOf(Deployment.Serving.class);
        assertThat(readiness.isExpected(Models.TAXI)).isFalse();
    }

    @Test
    void servesADamagedVersionOnceItIsRepaired() throws InterruptedException {
        var model = store.putModel("good", 1);
        store.damage(model);
        approve(1, model);
        assertThat(next())
                .isInstanceOfSatisfying(
                        Deployment.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("DIGEST_MISMATCH"));

        store.damage(model);

        assertThat(next()).isInstanceOf(Deployment.Serving.class);
    }

    @Test
    void leavesARefusedVersionForANewerOne() throws InterruptedException {
        approve(1, store.putModel("no library", 1));
        next();

        approve(2, store.putModel("good", 1));

        assertThat(next())
                .isInstanceOfSatisfying(
                        Deployment.Serving.class,
                        serving -> assertThat(serving.approval().generation()).isEqualTo(2));
        assertThat(told.poll(100, TimeUnit.MILLISECONDS)).isNull();
        assertThat(readiness.isDegraded()).isTrue();
        readiness.caughtUp();
        assertThat(readiness.isDegraded()).isFalse();
    }

    @Test
    void isReadyOnceEverythingApprovedAtTheStartIsLoaded() throws InterruptedException {
        deployer.restore();
        approve(1, store.putModel("good", 1));
        next();
        assertThat(readiness.isReady()).isFalse();

        readiness.caughtUp();

        assertThat(readiness.isReady()).isTrue();
        assertThat(readiness.isStale()).isFalse();
    }

    @Test
    void endsWithTheNewestOfManyApprovals() throws InterruptedException {
        for (int generation = 1; generation <= 50; generation++) {
            approve(generation, store.putModel("good " + generation, 1));
        }

        long newest = 0;
        while (newest < 50) {
            newest = next().approval().generation();
        }

        assertThat(served.approval(Models.TAXI).orElseThrow().generation()).isEqualTo(50);
    }
}
