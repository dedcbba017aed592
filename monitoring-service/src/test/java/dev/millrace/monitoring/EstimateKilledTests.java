package dev.millrace.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.contracts.Topics;
import dev.millrace.drift.rule.Rule;
import dev.millrace.messaging.Envelope;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Received;
import dev.millrace.models.Baseline;
import dev.millrace.monitoring.drift.rule.MadeUpBaselines;
import dev.millrace.monitoring.drift.rule.Rules;
import dev.millrace.monitoring.drift.watch.CountPredictions;
import dev.millrace.monitoring.drift.watch.Logged;
import dev.millrace.monitoring.estimate.Estimation;
import dev.millrace.monitoring.estimate.Estimations;
import dev.millrace.monitoring.estimate.MadeUpAnswers;
import dev.millrace.monitoring.estimate.StoredTestRows;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * Processes that die while they count and tell, and two that go on with the same records: each answer is in one estimate, and an episode
 * is told once.
 */
class EstimateKilledTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 4;
    private static final int RECORDS = 600;
    private static final int ROWS = 10;
    private static final String PROJECT = "estimate-killed";
    private static final String REPLICA = "estimate-1";
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    /** Behind rows that are counted, before a window's document, before an alert is sent, and behind it. */
    private static final List<String> DEATHS =
            List.of("commit.afterWrite", "commit.beforeReadModel", "relay.beforeSend", "relay.afterAck");

    @TempDir
    Path directory;

    private Replicas replicas() {
        return new Replicas(directory, PROJECT);
    }

    @Test
    void eachAnswerIsInOneEstimateAndAnEpisodeIsToldOnce() throws Exception {
        String digest;
        try (var monitoring = replicas().start(REPLICA)) {
            digest = approve(monitoring);
        }
        for (var point : DEATHS) {
            die(point);
        }

        try (var one = replicas().start(REPLICA);
                var other = replicas().start("estimate-2")) {
            together(one, other);
            await().atMost(PATIENCE).until(() -> alerts(one, "ESTIMATED_PERFORMANCE_OVER") == 1);

            assertThat(alerts(one, "ESTIMATED_PERFORMANCE")).isEqualTo(1);
            var estimated = one.get("/v1/models/taxi/performance").path("estimated");
            assertThat(estimated.path("windows")).hasSize(RECORDS * ROWS / 500);
            assertThat(estimated.path("status").asString()).isEqualTo("AS_EXPECTED");
            double right = 0;
            for (var window : estimated.path("windows")) {
                assertThat(window.at("/estimated/rows").asInt()).isEqualTo(500);
                right += 500 * window.at("/estimated/metrics/accuracy/value").asDouble();
            }
            assertThat(right).isCloseTo(expectedToBeRight(one, digest), within(1e-4));
        }
    }

    private static int alerts(RunningMonitoring monitoring, String code) {
        return monitoring.get("/v1/alerts?code=" + code).path("alerts").size();
    }

    private static double expectedToBeRight(RunningMonitoring monitoring, String digest) {
        var estimator =
                ((Estimation.Possible) monitoring.bean(Estimations.class).of(digest)).estimator();
        var sums = estimator.zeroes();
        for (int record = 0; record < RECORDS; record++) {
            logged(record).rows().forEach(row -> estimator.add(estimator.answer(row.scores()), sums));
        }
        return RECORDS
                * ROWS
                * Objects.requireNonNull(estimator.estimate(sums).metrics().get("accuracy"))
                        .value();
    }

    private static void together(RunningMonitoring one, RunningMonitoring other) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Object>> both = List.of(
                    Executors.callable(() -> count(one.bean(CountPredictions.class))),
                    Executors.callable(() -> count(other.bean(CountPredictions.class))));
            for (var counted : executor.invokeAll(both)) {
                counted.get();
            }
        }
    }

    private static void count(CountPredictions counting) {
        for (int record = 0; record < RECORDS; record++) {
            counting.count(record % PARTITIONS, List.of(logged(record)));
        }
    }

    /** Inputs that move for a third of the time. */
    private static Logged logged(int record) {
        double moved = record >= RECORDS / 3 && record < RECORDS * 2 / 3 ? 1.8 : 0;
        var drawn = MadeUpAnswers.TWO_CLASSES.draw(ROWS, moved, new SplittableRandom(record));
        var rows = IntStream.range(0, ROWS)
                .mapToObj(row -> {
                    double second = drawn.answer(row)[0];
                    return new Logged.Row(
                            START.plusSeconds(record).plusMillis(row), List.of(), "", List.of(1 - second, second));
                })
                .toList();
        return new Logged(
                PROJECT,
                "taxi",
                "taxi",
                1,
                ServingRole.CHAMPION,
                1,
                record / PARTITIONS,
                Instant.EPOCH,
                List.of(),
                rows);
    }

    private String approve(RunningMonitoring monitoring) {
        var random = new Random(1);
        var artifacts = monitoring.bean(LocalArtifactStore.class);
        var column = MadeUpBaselines.number("prediction", 0, MadeUpBaselines.values(5000, random));
        var digest = Packages.with(
                artifacts,
                new Baseline(5000, List.of(column)),
                Map.of("auc", 0.9),
                StoredTestRows.of(MadeUpAnswers.TWO_CLASSES.draw(1000, 0, new SplittableRandom(1)), artifacts));
        var approved = replicas().approved(digest);
        var source = "registry:models:" + PROJECT + "/taxi";
        approved.setEventId("definition");
        approved.setAggregateId(source);
        approved.setSequence(1L);
        approved.setCascadeId("c");
        approved.setHop(0);
        approved.setOccurredAt(START);
        var envelope = new Envelope("definition", source, 1, PROJECT, "taxi", "c", null, 0, START);
        monitoring
                .bean(Rules.class)
                .remember(
                        new Received<>(approved, envelope, "taxi", "model.approved", 0, 0, START),
                        "taxi",
                        1,
                        new Rule(500, 0.1, 0.1, List.of(), 2, MadeUpBaselines.AT_ONCE));
        monitoring.send(Topics.MODEL_APPROVED, approved, null, new Lineage("setting", null, 0), source);
        await().atMost(PATIENCE)
                .until(() -> monitoring
                        .get("/v1/models/taxi/performance")
                        .at("/estimated/status")
                        .asString("")
                        .equals("NOT_ENOUGH_DATA"));
        return digest;
    }

    private void die(String point) throws Exception {
        var dying = replicas().dyingAt(point, REPLICA, Dying.class, 0);
        try {
            assertThat(dying.waitFor(3, TimeUnit.MINUTES)).as(point).isTrue();
        } finally {
            dying.destroyForcibly();
        }
        assertThat(dying.exitValue()).as(point).isEqualTo(Replicas.HALTED);
    }

    /** Counts everything from the beginning, as a consumer does that never got to say how far it was, until it dies of it. */
    static final class Dying {

        private Dying() {}

        public static void main(String[] args) throws InterruptedException {
            var context = new SpringApplicationBuilder(MonitoringApplication.class).run(args);
            count(context.getBean(CountPredictions.class));
            if (!new CountDownLatch(1).await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                System.exit(1);
            }
        }
    }
}
