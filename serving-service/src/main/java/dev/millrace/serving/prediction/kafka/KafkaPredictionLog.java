package dev.millrace.serving.prediction.kafka;

import dev.millrace.contracts.Topics;
import dev.millrace.messaging.DirectPublisher;
import dev.millrace.serving.prediction.PredictionIds;
import dev.millrace.serving.prediction.PredictionLog;
import dev.millrace.serving.prediction.PredictionProperties;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Gathers answers for at most the batch time and sends them as one record a model, on a thread of its own. What does not
 * fit is dropped and counted: predictions matter more than their log.
 */
@Component
class KafkaPredictionLog implements PredictionLog, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(KafkaPredictionLog.class);

    private final DirectPublisher publisher;
    private final PredictionIds ids;
    private final PredictionProperties.Log settings;
    private final InferenceRecords records;
    private final String instance;
    private final BlockingQueue<LoggedAnswer> waiting;
    private final AtomicInteger waitingRows = new AtomicInteger();
    private final AtomicLong droppedSinceRecord = new AtomicLong();
    private final Counter logged;
    private final Counter dropped;
    private final Thread sender;
    private volatile boolean stopping;
    private boolean assigned;

    KafkaPredictionLog(
            DirectPublisher publisher,
            PredictionIds ids,
            PredictionProperties properties,
            MeterRegistry meters,
            Environment environment) {
        this.publisher = publisher;
        this.ids = ids;
        this.settings = properties.log();
        this.instance = environment.getRequiredProperty("millrace.instance");
        this.records = new InferenceRecords(instance, settings.samplingRate(), settings.batchRows());
        this.waiting = new ArrayBlockingQueue<>(settings.capacity());
        this.logged = Counter.builder("millrace.serving.log.rows")
                .description("Rows acknowledged on inference.logged")
                .register(meters);
        this.dropped = Counter.builder("millrace.serving.log.dropped")
                .description("Rows that were answered but not logged")
                .register(meters);
        this.sender = Thread.ofPlatform().daemon().name("prediction-log").start(this::run);
    }

    @Override
    public void add(LoggedAnswer answer) {
        if (settings.samplingRate() < 1 && ThreadLocalRandom.current().nextDouble() >= settings.samplingRate()) {
            return;
        }
        int rows = answer.answer().size();
        if (waitingRows.addAndGet(rows) > settings.capacity() || !waiting.offer(answer)) {
            waitingRows.addAndGet(-rows);
            drop(rows);
        }
    }

    private void run() {
        while (!stopping || !waiting.isEmpty()) {
            try {
                choosePartition();
                var batch = gather();
                if (!batch.isEmpty()) {
                    send(batch);
                }
            } catch (InterruptedException stop) {
                return;
            }
        }
    }

    /** The broker may be down when the process starts; until it says how many partitions there are, the first is used. */
    private void choosePartition() {
        if (!assigned) {
            try {
                ids.assign(Math.floorMod(instance.hashCode(), publisher.partitions(Topics.INFERENCE_LOGGED)));
                assigned = true;
            } catch (RuntimeException unreachable) {
                log.debug("Partitions of {} are not known yet", Topics.INFERENCE_LOGGED.name(), unreachable);
            }
        }
    }

    /** What came within the batch time after the first answer, or fills a record. */
    private List<LoggedAnswer> gather() throws InterruptedException {
        var batch = new ArrayList<LoggedAnswer>();
        @Nullable LoggedAnswer next = waiting.poll(1, TimeUnit.SECONDS);
        long end = System.nanoTime() + settings.batchTime().toNanos();
        int rows = 0;
        while (next != null) {
            batch.add(next);
            rows += next.answer().size();
            if (rows >= settings.batchRows()) {
                break;
            }
            next = waiting.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        waitingRows.addAndGet(-rows);
        return batch;
    }

    /** What cannot be written must not keep what follows from being written. */
    private List<InferenceRecords.Addressed> recordsOf(List<LoggedAnswer> batch) {
        try {
            return records.of(batch);
        } catch (RuntimeException defect) {
            log.error("{} answers cannot be logged", batch.size(), defect);
            drop(batch.stream().mapToInt(logged -> logged.answer().size()).sum());
            return List.of();
        }
    }

    private void send(List<LoggedAnswer> batch) {
        for (var record : recordsOf(batch)) {
            int rows = record.event().getRows().size();
            long droppedBefore = droppedSinceRecord.getAndSet(0);
            record.event().setDroppedBefore(droppedBefore);
            try {
                var _ = publisher
                        .send(Topics.INFERENCE_LOGGED, record.event(), record.partition(), record.lineage())
                        .whenComplete((sent, failure) -> {
                            if (failure == null) {
                                logged.increment(rows);
                            } else {
                                lose(rows, droppedBefore);
                            }
                        });
            } catch (RuntimeException unreachable) {
                lose(rows, droppedBefore);
            }
        }
    }

    private void lose(int rows, long toldBefore) {
        drop(rows);
        droppedSinceRecord.addAndGet(toldBefore);
    }

    private void drop(int rows) {
        droppedSinceRecord.addAndGet(rows);
        dropped.increment(rows);
    }

    @Override
    public void destroy() throws InterruptedException {
        stopping = true;
        sender.join(2_000);
        sender.interrupt();
    }
}
