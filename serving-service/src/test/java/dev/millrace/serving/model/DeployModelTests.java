package dev.millrace.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifacts.Digest;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelRefusedException;
import dev.millrace.models.Predictor;
import dev.millrace.models.Rows;
import dev.millrace.serving.model.Models.ByFare;
import dev.millrace.serving.model.Models.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployModelTests {

    private final MemoryStore store = new MemoryStore();
    private final ServedModels served = new ServedModels();
    private final List<ByFare> loaded = new ArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final DeployModel deployModel;
    private final ModelCache cache;

    DeployModelTests(@TempDir Path directory) {
        cache = new ModelCache(directory);
        deployModel = deployModel(served);
    }

    private DeployModel deployModel(ServedModels target) {
        var fetcher = new ModelFetcher(store, cache, 10_000);
        return new DeployModel(target, fetcher, cache, this::load, Duration.ofMillis(500));
    }

    /** The graph of these tests is a word. */
    private Predictor load(ModelPackage modelPackage, byte[] graph) {
        return switch (new String(graph, StandardCharsets.UTF_8)) {
            case "corrupt" -> throw new ModelRefusedException("MODEL_CORRUPT", "no graph");
            case "not finite" -> new Broken(Float.NaN);
            case "endless" -> new Endless();
            default -> {
                loaded.add(new ByFare(1));
                yield loaded.getLast();
            }
        };
    }

    private record Broken(float score) implements Predictor {
        @Override
        public float[] scores(Rows rows) {
            var scores = new float[rows.size() * 2];
            java.util.Arrays.fill(scores, score);
            return scores;
        }

        @Override
        public void stop() {}

        @Override
        public void close() {}
    }

    private final class Endless implements Predictor {
        @Override
        public float[] scores(Rows rows) {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new float[0];
        }

        @Override
        public void stop() {
            stopped.countDown();
        }

        @Override
        public void close() {}
    }

    private Deployment deploy(long generation, Digest modelPackage) throws Exception {
        return deployModel.deploy(Models.approval(generation, modelPackage));
    }

    private void assertRefused(Deployment deployment, String code) {
        assertThat(deployment)
                .isInstanceOfSatisfying(
                        Deployment.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
        assertThat(served.approval(Models.TAXI).orElseThrow().generation()).isEqualTo(1);
    }

    @Test
    void answersWithAVersionThatPassesItsGoldenRows() throws Exception {
        var deployment = deploy(1, store.putModel("good", 1));

        assertThat(deployment)
                .isInstanceOfSatisfying(
                        Deployment.Serving.class,
                        serving -> assertThat(serving.goldenRows()).isEqualTo(2));
        assertThat(served.approval(Models.TAXI)).isPresent();
    }

    @Test
    void keepsTheOldVersionWhenAnArtifactIsNotWhatItsNameSays() throws Exception {
        deploy(1, store.putModel("good", 1));
        var damaged = store.putModel("better", 1);
        store.damage(damaged);

        assertRefused(deploy(2, damaged), "DIGEST_MISMATCH");
    }

    @Test
    void keepsTheOldVersionWhenTrainingSawOtherScores() throws Exception {
        deploy(1, store.putModel("good", 1));

        assertRefused(deploy(2, store.putModel("better", 0.9)), "PARITY_FAILED");
        assertThat(loaded.getLast().closed).hasValue(1);
        assertThat(loaded.getFirst().closed).hasValue(0);
    }

    @Test
    void keepsTheOldVersionWhenTheNewOneScoresNotANumber() throws Exception {
        deploy(1, store.putModel("good", 1));

        assertRefused(deploy(2, store.putModel("not finite", 1)), "WARMUP_NOT_FINITE");
    }

    @Test
    void keepsTheOldVersionWhenTheNewOneDoesNotEnd() throws Exception {
        deploy(1, store.putModel("good", 1));

        assertRefused(deploy(2, store.putModel("endless", 1)), "WARMUP_TIMEOUT");
        assertThat(stopped.getCount()).isZero();
        never.countDown();
    }

    @Test
    void doesNotWarmUpAgainWhatHasNotEnded() throws Exception {
        deploy(1, store.putModel("good", 1));
        var endless = store.putModel("endless", 1);
        assertRefused(deploy(2, endless), "WARMUP_TIMEOUT");
        long threads = rehearsals();

        assertRefused(deploy(2, endless), "WARMUP_TIMEOUT");

        assertThat(rehearsals()).isEqualTo(threads);
        never.countDown();
    }

    private static long rehearsals() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("rehearsal"))
                .count();
    }

    @Test
    void keepsTheOldVersionWhenAnArtifactIsMissing() throws Exception {
        deploy(1, store.putModel("good", 1));
        var missing = store.putModel("better", 1);
        store.remove(missing);

        assertRefused(deploy(2, missing), "ARTIFACT_MISSING");
    }

    @Test
    void keepsTheOldVersionWhenTheGraphCannotBeLoaded() throws Exception {
        deploy(1, store.putModel("good", 1));

        assertRefused(deploy(2, store.putModel("corrupt", 1)), "MODEL_CORRUPT");
    }

    @Test
    void keepsTheOldVersionWhenThePackageIsNone() throws Exception {
        deploy(1, store.putModel("good", 1));

        assertRefused(deploy(2, store.put(new byte[] {'{', '}'})), "PACKAGE_MALFORMED");
        assertRefused(deploy(3, store.put(new byte[20_000])), "MODEL_TOO_LARGE");
    }

    @Test
    void saysThatAnOlderGenerationCameTooLate() throws Exception {
        var model = store.putModel("good", 1);
        deploy(2, model);

        assertThat(deploy(1, model)).isInstanceOf(Deployment.Superseded.class);
        assertThat(deploy(2, model)).isInstanceOf(Deployment.Serving.class);
        assertThat(loaded).hasSize(1);
    }

    @Test
    void tellsWhatItsLoadWasLikeEachTimeItIsAsked() throws Exception {
        var model = store.putModel("good", 1);
        var first = deploy(7, model);
        assertThat(deploy(7, model)).isEqualTo(first);

        var restarted = deployModel(new ServedModels());
        restarted.deploy(cache.approvals().getFirst());

        assertThat(restarted.deploy(Models.approval(7, model)))
                .isInstanceOfSatisfying(Deployment.Serving.class, serving -> {
                    assertThat(serving.goldenRows()).isEqualTo(2);
                    assertThat(serving.warmup()).isPositive();
                });
    }

    @Test
    void asksToTryAgainWhenTheStoreIsDown() {
        store.down = true;

        assertThatThrownBy(() -> deploy(1, store.putModel("good", 1)))
                .isInstanceOf(DeployModel.UnavailableException.class);
    }

    @Test
    void startsFromItsOwnDiskWhenTheStoreIsDown() throws Exception {
        deploy(7, store.putModel("good", 1));
        store.down = true;
        var afterRestart = new ServedModels();

        for (var approval : cache.approvals()) {
            deployModel(afterRestart).deploy(approval);
        }

        assertThat(afterRestart.approval(Models.TAXI)).isEqualTo(served.approval(Models.TAXI));
    }
}
