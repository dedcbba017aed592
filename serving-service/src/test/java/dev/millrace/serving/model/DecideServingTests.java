package dev.millrace.serving.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.messaging.summary.Attention;
import dev.millrace.serving.model.DecideServing.Outcome;
import dev.millrace.serving.model.Models.ByFare;
import dev.millrace.serving.model.Models.MemoryStore;
import dev.millrace.serving.model.VersionState.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class DecideServingTests {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private final MemoryStore store = new MemoryStore();
    private final DecisionTable table = new DecisionTable();
    private final List<Instance> instances = new ArrayList<>();
    private volatile CountDownLatch loading = new CountDownLatch(0);

    /** One process, as far as models go. */
    private final class Instance {

        private final ServedModels served = new ServedModels();
        private final Readiness readiness = new Readiness(served, Clock.systemUTC(), Duration.ofHours(1));
        private final Deployer deployer;
        private final DecideServing decide;

        Instance(String name) {
            var properties =
                    new ModelProperties(2, DataSize.ofMegabytes(1), LONG, LONG, Duration.ofMillis(5), LONG, LONG, LONG);
            var cache = new ModelCache(directory.resolve(name));
            var deployModel = new DeployModel(
                    served, new ModelFetcher(store, cache, 10_000), cache, (manifest, graph) -> slowly(), LONG);
            deployer = new Deployer(served, deployModel, cache, deployment -> {}, readiness, properties);
            decide = new DecideServing(served, readiness, deployer, table, LONG);
            deployer.restore();
            instances.add(this);
        }

        Instance joining() {
            table.join(decide);
            return this;
        }

        boolean answers() {
            return served.approval(Models.TAXI).isPresent();
        }

        Outcome withdraw() {
            return decide.withdraw(Models.TAXI, "ann", "it is wrong about Tuesdays");
        }

        Outcome restore() {
            return decide.restore(Models.TAXI, "ann", "");
        }

        VersionState state() {
            return readiness.states("default").getLast();
        }

        List<String> wantsAPerson() {
            return new SummarizeServedModels(served, readiness)
                    .of("default", 10).attention().stream()
                            .map(Attention::detail)
                            .toList();
        }

        void stop() {
            table.leave(decide);
            deployer.close();
        }
    }

    private ByFare slowly() {
        try {
            assertThat(loading.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new ByFare(1);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void approve(long generation) {
        var approval = Models.approval(generation, store.putModel("graph " + generation, 1));
        instances.forEach(instance -> instance.deployer.approve(approval));
    }

    @AfterEach
    void stop() {
        instances.forEach(Instance::stop);
    }

    @Test
    void withdrawsAModelFromEveryInstanceAndPutsItBack() {
        var asked = new Instance("asked").joining();
        var other = new Instance("other").joining();
        approve(1);
        await(() -> asked.answers() && other.answers());

        assertThat(asked.withdraw()).isEqualTo(new Outcome.Done());

        assertThat(asked.answers() || other.answers()).isFalse();
        assertThat(other.state().status()).isEqualTo(Status.WITHDRAWN);
        assertThat(other.state().reason()).isEqualTo("withdrawn by ann: it is wrong about Tuesdays");
        assertThat(other.readiness.isExpected(Models.TAXI)).isFalse();
        assertThat(other.wantsAPerson())
                .singleElement()
                .asString()
                .contains("taxi-tips answers nothing: withdrawn by ann: it is wrong about Tuesdays;");
        assertThat(other.withdraw()).as("once more").isEqualTo(new Outcome.Done());
        assertThat(table.size()).isEqualTo(1);

        assertThat(other.restore()).isEqualTo(new Outcome.Done());

        assertThat(other.answers()).isTrue();
        assertThat(other.wantsAPerson()).isEmpty();
        assertThat(other.restore()).as("once more").isEqualTo(new Outcome.Done());
        assertThat(table.size()).isEqualTo(2);
        await(asked::answers);
    }

    @Test
    void keepsAModelWithdrawnOverARestart() {
        var before = new Instance("same").joining();
        approve(1);
        await(before::answers);
        before.withdraw();
        before.stop();
        instances.clear();

        var after = new Instance("same");
        approve(1);
        assertThat(after.answers()).as("before the decisions are heard of").isFalse();
        after.joining();
        after.readiness.caughtUp();

        assertThat(after.answers()).isFalse();
        assertThat(after.state().status()).isEqualTo(Status.WITHDRAWN);
        assertThat(after.readiness.isReady()).as("for what else there is").isTrue();
        assertThat(after.restore()).isEqualTo(new Outcome.Done());
        assertThat(after.answers()).isTrue();
    }

    @Test
    void answersWithWhatIsApprovedAfterAWithdrawal() {
        var instance = new Instance("asked").joining();
        approve(1);
        await(instance::answers);
        instance.withdraw();

        approve(2);

        await(instance::answers);
        assertThat(instance.state().approval().generation()).isEqualTo(2);
    }

    @Test
    void letsNoVersionInThatIsWithdrawnWhileItIsLoaded() {
        var instance = new Instance("asked").joining();
        loading = new CountDownLatch(1);
        approve(1);
        assertThat(instance.state().status()).isEqualTo(Status.LOADING);

        assertThat(instance.withdraw()).isEqualTo(new Outcome.Done());
        loading.countDown();
        approve(1);

        assertThat(instance.state().status()).isEqualTo(Status.WITHDRAWN);
        assertThat(instance.restore())
                .as("while the first loading may still be under way")
                .isEqualTo(new Outcome.Done());
        assertThat(instance.answers()).isTrue();
    }

    @Test
    void saysWhyAVersionCannotBeLoadedAndLoadsItOnceItCan() {
        var instance = new Instance("asked").joining();
        var model = store.putModel("good", 1);
        store.remove(Fingerprint.of("good".getBytes(StandardCharsets.UTF_8)));
        instance.deployer.approve(Models.approval(1, model));

        assertThat(instance.restore())
                .isInstanceOfSatisfying(
                        Outcome.NotLoaded.class,
                        refused -> assertThat(refused.code()).isEqualTo("ARTIFACT_MISSING"));
        store.put("good".getBytes(StandardCharsets.UTF_8));

        await(() -> instance.restore().equals(new Outcome.Done()));
        assertThat(instance.answers()).isTrue();
        assertThat(table.size())
                .as("nothing was withdrawn, so nothing is to be decided")
                .isZero();
    }

    @Test
    void decidesNothingWhileTheBrokerIsAway() {
        var instance = new Instance("asked").joining();
        approve(1);
        await(instance::answers);
        table.down = true;

        assertThat(instance.withdraw()).isInstanceOf(Outcome.Unconfirmed.class);
        assertThat(instance.answers()).isTrue();
    }

    @Test
    void knowsNoModelThatWasNeverApproved() {
        var instance = new Instance("asked").joining();

        assertThat(instance.withdraw()).isEqualTo(new Outcome.Unknown());
        assertThat(instance.restore()).isEqualTo(new Outcome.Unknown());
    }
}
