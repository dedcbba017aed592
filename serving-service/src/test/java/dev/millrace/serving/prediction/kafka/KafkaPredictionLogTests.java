package dev.millrace.serving.prediction.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.InferenceLogged;
import dev.millrace.contracts.RouteRole;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.DirectPublisher;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.models.Rows;
import dev.millrace.serving.model.Models;
import dev.millrace.serving.prediction.PredictionIds;
import dev.millrace.serving.prediction.PredictionLog.LoggedAnswer;
import dev.millrace.serving.prediction.PredictionProperties;
import dev.millrace.serving.prediction.SamplePredictions;
import dev.millrace.serving.prediction.UnknownColumns;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.KafkaException;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;

class KafkaPredictionLogTests {

    private final PredictionIds ids = new PredictionIds();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CountDownLatch brokerIsBack = new CountDownLatch(1);
    private final Broker broker = new Broker();
    private volatile boolean brokerIsDown;
    private @Nullable KafkaPredictionLog log;

    private final class Broker implements DirectPublisher {

        private final BlockingQueue<InferenceLogged> records = new LinkedBlockingQueue<>();
        private final BlockingQueue<Integer> partitions = new LinkedBlockingQueue<>();
        private final AtomicInteger stamped = new AtomicInteger();
        private final AtomicInteger refusals = new AtomicInteger();
        private volatile @Nullable Exception refusal;

        @Override
        public <E extends SpecificRecord> Stamped stamp(
                Topic<E> topic, E event, @Nullable Integer partition, Lineage lineage) {
            assertThat(lineage.causationId()).isEqualTo("event-1");
            stamped.incrementAndGet();
            return () -> {
                var failure = refusal;
                if (failure != null) {
                    refusals.incrementAndGet();
                    return CompletableFuture.failedFuture(failure);
                }
                awaitReturn();
                records.add((InferenceLogged) event);
                partitions.add(partition == null ? -1 : partition);
                return CompletableFuture.completedFuture(null);
            };
        }

        private void awaitReturn() {
            if (brokerIsDown) {
                try {
                    brokerIsBack.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public <E extends SpecificRecord> CompletableFuture<Void> sendOnce(
                Topic<E> topic, E event, @Nullable Integer partition, Lineage lineage, String aggregateId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int partitions(Topic<?> topic) {
            return 6;
        }

        InferenceLogged next() throws InterruptedException {
            var next = records.poll(20, TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            return next;
        }
    }

    private KafkaPredictionLog start(DataSize buffer, int batchRows) {
        return start(buffer, batchRows, DataSize.ofKilobytes(900));
    }

    private KafkaPredictionLog start(DataSize buffer, int batchRows, DataSize recordSize) {
        var settings = new PredictionProperties(
                1000,
                DataSize.ofMegabytes(1),
                UnknownColumns.REFUSE,
                0,
                new PredictionProperties.Log(1, buffer, batchRows, Duration.ofMillis(20), recordSize));
        var environment = new MockEnvironment().withProperty("millrace.instance", "serving-1");
        log = new KafkaPredictionLog(broker, ids, settings, new PredictionLogBuffer(settings, meters), environment);
        return log;
    }

    private static final DataSize ROOM = DataSize.ofMegabytes(1);

    private double count(String meter) {
        return meters.get(meter).counter().count();
    }

    private void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        brokerIsBack.countDown();
        if (log != null) {
            log.destroy();
        }
    }

    private LoggedAnswer answer(double... fares) {
        var rows = Rows.of(
                Models.SIGNATURE,
                Arrays.stream(fares)
                        .mapToObj(fare -> Arrays.<@Nullable Object>asList(fare, null, "Blue"))
                        .toList());
        var model = Models.served(1, new Models.ByFare(1));
        return new LoggedAnswer(SamplePredictions.answer(model, rows, ids), 150, Instant.EPOCH);
    }

    @Test
    void gathersAnswersOfOneVersionIntoOneRecord() throws InterruptedException {
        var answer = answer(10, 90);
        start(ROOM, 500).add(answer);

        var record = broker.next();

        assertThat(record.getColumns()).containsExactly("fare", "shared", "company");
        assertThat(record.getRows()).hasSize(2);
        var row = record.getRows().get(1);
        assertThat(row.getInputs()).containsExactly(90.0, null, "Blue");
        assertThat(row.getPrediction()).isEqualTo("1");
        assertThat(row.getPredictionId()).isEqualTo(answer.answer().id(1));
        assertThat(row.getLatencyMicros()).isEqualTo(150);
        assertThat(record.getVersion()).isEqualTo(1);
        assertThat(record.getRole()).isEqualTo(RouteRole.CHAMPION);
    }

    @Test
    void writesEveryRowToThePartitionThatItsNameTells() throws InterruptedException {
        var running = start(ROOM, 500);
        running.add(answer(10));
        broker.next();
        broker.partitions.take();

        var later = answer(20);
        running.add(later);

        var partition = broker.next().getRows().getFirst().getPredictionId();
        assertThat(partition).startsWith(broker.partitions.take() + "-");
    }

    @Test
    void goesOnAfterAnAnswerThatCannotBeWritten() throws InterruptedException {
        var model = Models.served(1, new Models.ByFare(1));
        var tooNarrow = new Rows(1, List.of(new double[] {10}));
        var running = start(ROOM, 1);

        running.add(new LoggedAnswer(SamplePredictions.answer(model, tooNarrow, ids), 150, Instant.EPOCH));
        running.add(answer(10));

        assertThat(broker.next().getDroppedBefore()).isEqualTo(1);
        assertThat(count("millrace.serving.log.dropped")).isEqualTo(1);
    }

    @Test
    void splitsWhatIsTooMuchForOneRecord() throws InterruptedException {
        start(ROOM, 2).add(answer(1, 2, 3, 4, 5));

        assertThat(List.of(
                        broker.next().getRows().size(),
                        broker.next().getRows().size(),
                        broker.next().getRows().size()))
                .containsExactly(2, 2, 1);
    }

    @Test
    void cutsRecordsBelowTheSizeThatTheTopicTakes() throws Exception {
        var wide = "ü".repeat(60);
        var features = IntStream.range(0, 2000)
                .mapToObj(column ->
                        new Feature(wide + column, column == 0 ? Feature.Kind.NUMBER : Feature.Kind.TEXT, true))
                .toList();
        var model = Models.served(1, features, new Models.ByFare(1));
        var row = new ArrayList<Object>(Collections.nCopies(2000, "é".repeat(40)));
        row.set(0, 7.0);
        var answer = SamplePredictions.answer(model, Rows.of(features, Collections.nCopies(12, row)), ids);

        start(DataSize.ofMegabytes(64), 500).add(new LoggedAnswer(answer, 150, Instant.EPOCH));

        int logged = 0;
        int records = 0;
        while (logged < 12) {
            var record = broker.next();
            assertThat(Codec.body(Topics.INFERENCE_LOGGED, stamped(record)).length)
                    .isBetween(300_000, 900 * 1024);
            logged += record.getRows().size();
            records++;
        }
        assertThat(records).isBetween(2, 6);
        assertThat(count("millrace.serving.log.dropped")).isZero();
    }

    private static InferenceLogged stamped(InferenceLogged event) {
        event.setEventId("e".repeat(32));
        event.setAggregateId("serving:instance:serving-1-0123abcd");
        event.setCascadeId("cascade");
        event.setOccurredAt(Instant.EPOCH);
        return event;
    }

    @Test
    void dropsAndCountsARowThatIsTooLargeByItself() throws InterruptedException {
        var running = start(ROOM, 1, DataSize.ofKilobytes(3));
        var large = Rows.of(Models.SIGNATURE, List.of(Arrays.<@Nullable Object>asList(1.0, null, "x".repeat(4000))));
        var model = Models.served(1, new Models.ByFare(1));

        running.add(new LoggedAnswer(SamplePredictions.answer(model, large, ids), 150, Instant.EPOCH));
        running.add(answer(10));

        assertThat(broker.next().getDroppedBefore()).isEqualTo(1);
        assertThat(count("millrace.serving.log.dropped")).isEqualTo(1);
    }

    @Test
    void losesNothingInAnOutageThatItHasRoomFor() throws InterruptedException {
        broker.refusal = new TimeoutException("no broker");
        var running = start(ROOM, 1);
        for (int answer = 0; answer < 20; answer++) {
            running.add(answer(answer));
        }
        await(() -> broker.refusals.get() > 40);

        broker.refusal = null;

        for (int answer = 0; answer < 20; answer++) {
            assertThat(broker.next().getDroppedBefore()).isZero();
        }
        await(() -> count("millrace.serving.log.rows") == 20);
        assertThat(broker.stamped).as("sent again, not made again").hasValue(20);
        assertThat(count("millrace.serving.log.dropped")).isZero();
        assertThat(meters.get("millrace.serving.log.waiting").gauge().value()).isZero();
    }

    @Test
    void dropsAndCountsARecordThatTheBrokerWillNeverTake() throws InterruptedException {
        broker.refusal = new KafkaException("refused", new RecordTooLargeException("too large"));
        var running = start(ROOM, 1);
        running.add(answer(1));
        await(() -> count("millrace.serving.log.dropped") == 1);

        broker.refusal = null;
        running.add(answer(2));

        assertThat(broker.next().getDroppedBefore()).isEqualTo(1);
    }

    @Test
    void spreadsItsRowsOverAllPartitions() throws InterruptedException {
        var running = start(ROOM, 1);
        var used = new HashSet<Integer>();
        // Partitions change with time too, so on a busy machine one may be passed over in a round.
        for (int record = 0; used.size() < 6 && record < 120; record++) {
            running.add(answer(record));
            broker.next();
            used.add(broker.partitions.take());
        }

        assertThat(used).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
    }

    @Test
    void dropsAndCountsWhatFindsNoRoomWhileTheBrokerIsAway() throws InterruptedException {
        brokerIsDown = true;
        long row = Memory.ofRow(answer(1).answer());
        var running = start(DataSize.ofBytes(3 * row), 1);
        for (int answer = 0; answer < 10; answer++) {
            running.add(answer(answer));
        }
        assertThat(count("millrace.serving.log.dropped")).isEqualTo(7);

        brokerIsDown = false;
        brokerIsBack.countDown();

        long told = 0;
        for (int record = 0; record < 3; record++) {
            told += broker.next().getDroppedBefore();
        }
        assertThat(told).isEqualTo(7);
    }

    @Test
    void countsWhatItCouldNotSendBeforeItWasStopped() throws InterruptedException {
        broker.refusal = new TimeoutException("no broker");
        var running = start(ROOM, 1);
        running.add(answer(1));
        await(() -> broker.refusals.get() > 0);

        running.destroy();

        assertThat(count("millrace.serving.log.dropped")).isEqualTo(1);
    }
}
