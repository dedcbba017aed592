package dev.millrace.serving.prediction.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.InferenceLogged;
import dev.millrace.contracts.Topic;
import dev.millrace.messaging.DirectPublisher;
import dev.millrace.messaging.Lineage;
import dev.millrace.models.Rows;
import dev.millrace.serving.model.Models;
import dev.millrace.serving.prediction.Answers;
import dev.millrace.serving.prediction.PredictionIds;
import dev.millrace.serving.prediction.PredictionLog.LoggedAnswer;
import dev.millrace.serving.prediction.PredictionProperties;
import dev.millrace.serving.prediction.UnknownColumns;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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

        @Override
        public <E extends SpecificRecord> CompletableFuture<Void> send(
                Topic<E> topic, E event, @Nullable Integer partition, Lineage lineage) {
            if (brokerIsDown) {
                try {
                    brokerIsBack.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            assertThat(lineage.causationId()).isEqualTo("event-1");
            records.add((InferenceLogged) event);
            partitions.add(partition == null ? -1 : partition);
            return CompletableFuture.completedFuture(null);
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

    private KafkaPredictionLog start(int capacity, int batchRows) {
        var settings = new PredictionProperties(
                1000,
                DataSize.ofMegabytes(1),
                UnknownColumns.REFUSE,
                0,
                new PredictionProperties.Log(1, capacity, batchRows, Duration.ofMillis(20)));
        var environment = new MockEnvironment().withProperty("millrace.instance", "serving-1");
        log = new KafkaPredictionLog(broker, ids, settings, meters, environment);
        return log;
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
        return new LoggedAnswer(Answers.answer(model, rows, ids), 150, Instant.EPOCH);
    }

    @Test
    void gathersAnswersOfOneVersionIntoOneRecord() throws InterruptedException {
        var answer = answer(10, 90);
        start(100, 500).add(answer);

        var record = broker.next();

        assertThat(record.getColumns()).containsExactly("fare", "shared", "company");
        assertThat(record.getRows()).hasSize(2);
        var row = record.getRows().get(1);
        assertThat(row.getInputs()).containsExactly(90.0, null, "Blue");
        assertThat(row.getPrediction()).isEqualTo("1");
        assertThat(row.getPredictionId()).isEqualTo(answer.answer().id(1));
        assertThat(row.getLatencyMicros()).isEqualTo(150);
        assertThat(record.getVersion()).isEqualTo(1);
    }

    @Test
    void writesEveryRowToThePartitionThatItsNameTells() throws InterruptedException {
        var running = start(100, 500);
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
        var running = start(100, 1);

        running.add(new LoggedAnswer(Answers.answer(model, tooNarrow, ids), 150, Instant.EPOCH));
        running.add(answer(10));

        assertThat(broker.next().getDroppedBefore()).isEqualTo(1);
        assertThat(meters.get("millrace.serving.log.dropped").counter().count()).isEqualTo(1);
    }

    @Test
    void splitsWhatIsTooMuchForOneRecord() throws InterruptedException {
        start(100, 2).add(answer(1, 2, 3, 4, 5));

        assertThat(List.of(
                        broker.next().getRows().size(),
                        broker.next().getRows().size(),
                        broker.next().getRows().size()))
                .containsExactly(2, 2, 1);
    }

    @Test
    void dropsAndCountsWhatDoesNotFitWhileTheBrokerIsAway() throws InterruptedException {
        brokerIsDown = true;
        var running = start(3, 1);
        for (int answer = 0; answer < 10; answer++) {
            running.add(answer(answer));
        }
        double dropped = meters.get("millrace.serving.log.dropped").counter().count();
        assertThat(dropped).isBetween(6.0, 7.0);

        brokerIsDown = false;
        brokerIsBack.countDown();

        long told = 0;
        for (int record = 0; record < 10 - (int) dropped; record++) {
            told += broker.next().getDroppedBefore();
        }
        assertThat(told).isEqualTo((long) dropped);
    }
}
