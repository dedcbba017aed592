package dev.millrace.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.contracts.ModelApproved;
import dev.millrace.contracts.Route;
import dev.millrace.contracts.RouteRole;
import dev.millrace.drift.rule.Rule;
import dev.millrace.drift.rule.WindowTimes;
import dev.millrace.messaging.Envelope;
import dev.millrace.messaging.Received;
import dev.millrace.models.Baseline;
import dev.millrace.monitoring.drift.rule.MadeUpBaselines;
import dev.millrace.monitoring.drift.rule.Rules;
import dev.millrace.monitoring.drift.watch.Approved;
import dev.millrace.monitoring.drift.watch.CountPredictions;
import dev.millrace.monitoring.drift.watch.Logged;
import dev.millrace.monitoring.drift.watch.StartWatch;
import dev.millrace.monitoring.feedback.LoggedPredictions;
import dev.millrace.monitoring.feedback.Prediction;
import dev.millrace.monitoring.feedback.Predictions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas on one document store, each of which believes that it reads every partition. */
class RacingReplicasTests {

    private static final String PROJECT = "monitoring-race";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 4;
    private static final int RECORDS = 60;
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    Path directory;

    @Test
    void fillWholeWindowsAndCountEveryRowOnce() throws Exception {
        try (var one = RunningMonitoring.start(directory, PROJECT, PROJECT);
                var other = RunningMonitoring.start(directory, PROJECT, PROJECT)) {
            approve(one, MadeUpBaselines.AT_ONCE);
            var partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(RacingReplicasTests::records)
                    .toList();
            var work = new ArrayList<Callable<Object>>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                work.add(counting(one, partition, partitions.get(partition)));
                work.add(counting(other, partition, partitions.get(partition)));
            }
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var counted : executor.invokeAll(work)) {
                    counted.get();
                }
            }

            long rows = partitions.stream()
                    .flatMap(List::stream)
                    .mapToLong(record -> record.rows().size())
                    .sum();
            var view = one.get("/v1/models/taxi/drift?windows=100");
            var windows = StreamSupport.stream(view.get("windows").spliterator(), false)
                    .toList();
            assertThat(windows)
                    .hasSize((int) (rows / 500))
                    .allMatch(window -> window.get("rows").asInt() == 500);
            assertThat(windows.stream().map(window -> window.get("number").asLong()))
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, rows / 500).boxed().toList());
            assertThat(view.get("collecting").get("rows").asLong()).isEqualTo(rows % 500);
            assertThat(view.get("otherRows").asLong()).isZero();
        }
    }

    @Test
    void keepHalfOfTheRoomForTheNewestPredictionsOfAPartitionThatGoesToAndFro() throws Exception {
        try (var one = RunningMonitoring.start(directory, PROJECT + "-predictions", PROJECT);
                var other = RunningMonitoring.start(directory, PROJECT + "-predictions", PROJECT)) {
            log(one, 0, 2000);
            log(other, 2000, 54_000);
            log(one, 54_000, 55_000);
            log(other, 55_000, 58_000);

            var predictions = one.bean(Predictions.class);
            assertThat(predictions.find(0, ids(33_000, 58_000))).hasSize(25_000);
            assertThat(predictions.find(0, ids(0, 33_000))).hasSizeBetween(22_000, 28_000);
        }
    }

    /** Nothing is asked behind the burst, and the replica that has counted it is gone when its windows are due. */
    @Test
    void judgeABurstByTheClockThoughTheReplicaThatCountedItIsGone() throws Exception {
        var database = PROJECT + "-burst";
        var began = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try (var one = RunningMonitoring.start(directory, database, PROJECT)) {
            approve(one, new WindowTimes(Duration.ofSeconds(5), Duration.ofDays(1), Duration.ofHours(6)));
            burst(began).forEach(record -> one.bean(CountPredictions.class).count(0, List.of(record)));
            assertThat(one.get("/v1/models/taxi/drift").get("windows")).isEmpty();
        }
        try (var other = RunningMonitoring.start(directory, database, PROJECT)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(other.get("/v1/models/taxi/drift")
                                    .get("level")
                                    .asString())
                            .isEqualTo("DRIFT"));

            var view = other.get("/v1/models/taxi/drift");
            assertThat(view.get("windows")).hasSize(2);
            assertThat(view.get("episode").get("since").asString()).isEqualTo(began.toString());
        }
    }

    /** 1100 rows within a second, a few in each record. */
    private static List<Logged> burst(Instant began) {
        var random = new Random(3);
        return IntStream.range(0, 22)
                .mapToObj(offset -> record(
                        offset,
                        IntStream.range(0, 50)
                                .mapToObj(row -> new Logged.Row(
                                        began.plusMillis(50L * offset + row),
                                        List.of(random.nextGaussian() + 2),
                                        "",
                                        List.of(random.nextGaussian())))
                                .toList()))
                .toList();
    }

    private static void log(RunningMonitoring replica, int from, int to) {
        var model = new LoggedPredictions.Model(PROJECT, "taxi", 1, 1, ServingRole.CHAMPION);
        for (int next = from; next < to; next += 500) {
            var rows = ids(next, next + 500).stream()
                    .map(id -> new Prediction(id, "1", List.of(0.2, 0.8), null))
                    .toList();
            replica.bean(Predictions.class)
                    .add(
                            0,
                            List.of(new LoggedPredictions(
                                    model, "taxi", Instant.now(), List.of("0", "1"), List.of(), rows)));
        }
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> "0-serving-" + Integer.toString(number, 36))
                .toList();
    }

    private static Callable<Object> counting(RunningMonitoring replica, int partition, List<Logged> records) {
        var random = new Random(partition);
        return () -> {
            var count = replica.bean(CountPredictions.class);
            int next = 0;
            while (next < records.size()) {
                int end = Math.min(records.size(), next + 1 + random.nextInt(6));
                count.count(partition, records.subList(next, end));
                next = random.nextInt(4) == 0 ? Math.max(0, end - 3) : end;
            }
            return partition;
        };
    }

    private static List<Logged> records(int partition) {
        var random = new Random(100L + partition);
        return IntStream.range(0, RECORDS)
                .mapToObj(offset -> {
                    var rows = new ArrayList<Logged.Row>();
                    int count = 1 + random.nextInt(offset % 20 == 19 ? 1200 : 60);
                    for (int row = 0; row < count; row++) {
                        rows.add(new Logged.Row(
                                START.plusSeconds(offset * 60L + row),
                                List.of(random.nextGaussian()),
                                "",
                                List.of(random.nextGaussian())));
                    }
                    return record(offset, rows);
                })
                .toList();
    }

    private static Logged record(int offset, List<Logged.Row> rows) {
        return new Logged(
                PROJECT, "taxi", "taxi", 1, ServingRole.CHAMPION, 1, offset, Instant.EPOCH, List.of("fare"), rows);
    }

    private static ModelApproved approved(String digest) {
        var approved = new ModelApproved();
        approved.setEventId("approval");
        approved.setAggregateId("registry:models:" + PROJECT + "/taxi");
        approved.setSequence(1L);
        approved.setProject(PROJECT);
        approved.setPipeline("taxi");
        approved.setCascadeId("c");
        approved.setHop(0);
        approved.setOccurredAt(START);
        approved.setModel("taxi");
        approved.setGeneration(1L);
        approved.setRoutes(List.of(new Route(1, digest, 100, RouteRole.CHAMPION)));
        approved.setApprover("gates");
        approved.setReason("all gates passed");
        approved.setRollback(false);
        return approved;
    }

    private static void approve(RunningMonitoring monitoring, WindowTimes times) {
        var random = new Random(1);
        var columns = List.of(
                MadeUpBaselines.number("fare", 1, MadeUpBaselines.values(5000, random)),
                MadeUpBaselines.number("prediction", 0, MadeUpBaselines.values(5000, random)));
        var digest = Packages.with(monitoring.bean(ArtifactStore.class), new Baseline(5000, columns), Map.of());
        var envelope = new Envelope(
                "approval", "registry:models:" + PROJECT + "/taxi", 1, PROJECT, "taxi", "c", null, 0, START);
        var received = new Received<>(approved(digest), envelope, "taxi", "model.approved", 0, 0, START);
        monitoring.bean(Rules.class).remember(received, "taxi", 1, new Rule(500, 0.1, 0.1, List.of(), 2, times));
        monitoring
                .bean(StartWatch.class)
                .start(
                        received,
                        new Approved(
                                PROJECT, "taxi", "taxi", 1, 1, ServingRole.CHAMPION, digest, "approval", "cascade"));
    }
}
