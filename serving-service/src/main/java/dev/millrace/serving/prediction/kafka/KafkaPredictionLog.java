package dev.millrace.serving.prediction.kafka;

import dev.millrace.contracts.Topics;
import dev.millrace.messaging.DirectPublisher;
import dev.millrace.serving.prediction.PredictionIds;
import dev.millrace.serving.prediction.PredictionLog;
import dev.millrace.serving.prediction.PredictionProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Gathers answers for at most the batch time and sends them as one record a model, on a thread of its own. A record that the
 * broker does not take is sent again, unchanged, as long as there is room for what waits; rows that find no room are dropped and
 * counted, because predictions matter more than their log.
 */
@Component
class KafkaPredictionLog implements PredictionLog, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(KafkaPredictionLog.class);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration RETRY_CHECK = Duration.ofMillis(50);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final DirectPublisher publisher;
    private final PredictionProperties.Log settings;
    private final InferenceRecords records;
    private final PartitionRotation rotation;
    private final PredictionLogBuffer buffer;
    private final BlockingQueue<LoggedAnswer> waiting = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<UnacknowledgedRecord> failed = new ConcurrentLinkedQueue<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread sender;

    KafkaPredictionLog(
            DirectPublisher publisher,
            PredictionIds ids,
            PredictionProperties properties,
            PredictionLogBuffer buffer,
            Environment environment) {
        this.publisher = publisher;
        this.settings = properties.log();
        this.records = new InferenceRecords(environment.getRequiredProperty("millrace.instance"), settings);
        this.rotation = new PartitionRotation(publisher, ids);
        this.buffer = buffer;
        this.sender = Thread.ofPlatform().daemon().name("prediction-log").start(this::run);
    }

    @Override
    public void add(LoggedAnswer answer) {
        if (settings.samplingRate() < 1 && ThreadLocalRandom.current().nextDouble() >= settings.samplingRate()) {
            return;
        }
        if (buffer.take(answer.answer())) {
            waiting.add(answer);
        }
    }

    private void run() {
        while (!isStopping() || !buffer.isEmpty()) {
            try {
                rotation.next();
                var batch = gather();
                if (!batch.isEmpty()) {
                    send(batch);
                }
                sendAgain();
            } catch (InterruptedException stop) {
                return;
            }
        }
    }

    /** What came within the batch time after the first answer. Nothing wakes this thread meanwhile: that would cost more than the rest. */
    private List<LoggedAnswer> gather() throws InterruptedException {
        var patience = isStopping() || !failed.isEmpty() ? RETRY_CHECK : IDLE;
        @Nullable LoggedAnswer first = waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return List.of();
        }
        var _ = stopping.await(settings.batchTime().toNanos(), TimeUnit.NANOSECONDS);
        var batch = new ArrayList<LoggedAnswer>();
        batch.add(first);
        waiting.drainTo(batch);
        return batch;
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void send(List<LoggedAnswer> batch) {
        InferenceRecords.Cut cut;
        try {
            cut = records.of(batch);
        } catch (RuntimeException defect) {
            sendOneByOne(batch, defect);
            return;
        }
        send(cut);
    }

    /** An answer that cannot be written must not keep the others from being written. */
    private void sendOneByOne(List<LoggedAnswer> batch, RuntimeException defect) {
        int unwritten = 0;
        for (var each : batch) {
            try {
                send(records.of(List.of(each)));
            } catch (RuntimeException again) {
                buffer.drop(each.answer());
                unwritten++;
            }
        }
        log.error("{} of {} answers cannot be logged", unwritten, batch.size(), defect);
    }

    private void send(InferenceRecords.Cut cut) {
        buffer.drop(cut.tooLarge(), cut.tooLargeMemory());
        cut.records().forEach(this::send);
    }

    private void send(InferenceRecords.Addressed record) {
        int rows = record.event().getRows().size();
        try {
            long droppedBefore = buffer.takeDropped();
            record.event().setDroppedBefore(droppedBefore);
            var event = publisher.stamp(Topics.INFERENCE_LOGGED, record.event(), record.partition(), record.lineage());
            send(UnacknowledgedRecord.of(event, rows, droppedBefore, record.memory()));
        } catch (RuntimeException defect) {
            log.error("A record of {} predictions cannot be written", rows, defect);
            buffer.drop(rows, record.memory());
        }
    }

    private void send(UnacknowledgedRecord record) {
        var _ = record.event().send().whenComplete((sent, failure) -> {
            if (failure == null) {
                buffer.acknowledge(record);
            } else if (Unsendable.isCause(failure)) {
                log.error("A record of {} predictions cannot be logged", record.rows(), failure);
                buffer.drop(record);
            } else {
                failed.add(record.failedAt(System.nanoTime()));
            }
        });
    }

    private void sendAgain() {
        long now = System.nanoTime();
        var due = new ArrayList<UnacknowledgedRecord>();
        failed.removeIf(record -> record.isDue(now) && due.add(record));
        due.forEach(this::send);
    }

    /** Gives the broker a moment to take what waits; what it does not take then is lost, and counted. */
    @Override
    public void destroy() throws InterruptedException {
        stopping.countDown();
        sender.join(FAREWELL.toMillis());
        sender.interrupt();
        buffer.dropAll();
    }
}
