package dev.millrace.serving.prediction.kafka;

import dev.millrace.serving.prediction.PredictionProperties;
import dev.millrace.serving.prediction.Predictions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Accounts for rows from the moment they are answered until the broker has them, or they are dropped. */
@Component
class PredictionLogBuffer {

    private final long capacity;
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong waitingRows = new AtomicLong();
    private final AtomicLong droppedSinceRecord = new AtomicLong();
    private final Counter logged;
    private final Counter dropped;

    PredictionLogBuffer(PredictionProperties properties, MeterRegistry meters) {
        this.capacity = properties.log().buffer().toBytes();
        this.logged = Counter.builder("millrace.serving.log.rows")
                .description("Rows acknowledged on inference.logged")
                .register(meters);
        this.dropped = Counter.builder("millrace.serving.log.dropped")
                .description("Rows that were answered but not logged")
                .register(meters);
        Gauge.builder("millrace.serving.log.waiting", waitingRows, AtomicLong::get)
                .description("Rows that were answered and are not yet acknowledged on inference.logged")
                .register(meters);
    }

    /** Whether there is room; otherwise the rows are dropped. */
    boolean take(Predictions answer) {
        long memory = Memory.ofRow(answer) * answer.size();
        if (used.addAndGet(memory) > capacity) {
            used.addAndGet(-memory);
            count(answer.size());
            return false;
        }
        waitingRows.addAndGet(answer.size());
        return true;
    }

    boolean isEmpty() {
        return waitingRows.get() == 0;
    }

    void acknowledge(UnacknowledgedRecord record) {
        release(record.rows(), record.memory());
        logged.increment(record.rows());
    }

    void drop(Predictions answer) {
        drop(answer.size(), Memory.ofRow(answer) * answer.size());
    }

    /** Drops the record, and whatever it would have told about rows that were dropped before it is to be told anew. */
    void drop(UnacknowledgedRecord record) {
        droppedSinceRecord.addAndGet(record.droppedBefore());
        drop(record.rows(), record.memory());
    }

    void drop(int rows, long memory) {
        release(rows, memory);
        count(rows);
    }

    /** Drops whatever waits, at the end of the process. */
    void dropAll() {
        dropped.increment((double) waitingRows.getAndSet(0));
    }

    /** Rows dropped since this was last asked. */
    long takeDropped() {
        return droppedSinceRecord.getAndSet(0);
    }

    private void release(int rows, long memory) {
        used.addAndGet(-memory);
        waitingRows.addAndGet(-rows);
    }

    private void count(int rows) {
        droppedSinceRecord.addAndGet(rows);
        dropped.increment(rows);
    }
}
