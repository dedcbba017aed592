package dev.millrace.messaging.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** A consumer that keeps its own pace: Spring Kafka has one timeout for all polls, and wakes often to sleep between them. */
final class PacedConsumer extends KafkaConsumer<byte[], byte[]> {

    private final Pace pace;

    PacedConsumer(Map<String, Object> settings, Pace pace) {
        super(settings);
        this.pace = pace;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        var pause = pace.pause();
        if (pause.isPositive()) {
            LockSupport.parkNanos(pause.toNanos());
        }
        var records = super.poll(pace.timeout(timeout));
        pace.polled(!records.isEmpty());
        return records;
    }

    /** Offsets are committed and the group is left by now; the answer to a fetch that still waits is not worth the time. */
    @Override
    public void close() {
        close(CloseOptions.timeout(Pace.LIVELY_POLL));
    }
}
