package dev.millrace.messaging.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * How many records the service has yet to read, by topic. The broker is asked, and not the consumers: one that is stuck knows
 * only what was true when it last fetched.
 */
final class LagCheck implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Object> connection;
    private final List<String> groups;
    private final MeterRegistry meters;
    private final Map<String, AtomicLong> byTopic = new ConcurrentHashMap<>();
    private @Nullable Admin admin;

    /**
     * @param groups of this service
     */
    LagCheck(Map<String, Object> connection, List<String> groups, MeterRegistry meters) {
        this.connection = Map.copyOf(connection);
        this.groups = List.copyOf(groups);
        this.meters = meters;
    }

    /** Looks at what the groups have committed, and at the ends of those partitions. */
    synchronized void check() {
        var committed = committed(admin());
        var ends = ends(admin(), committed);
        var lags = new HashMap<String, Long>();
        committed.forEach((partition, offset) ->
                lags.merge(partition.topic(), Math.max(0, ends.getOrDefault(partition, offset) - offset), Long::sum));
        lags.forEach((topic, lag) -> byTopic.computeIfAbsent(topic, this::gauge).set(lag));
    }

    private Admin admin() {
        var known = admin;
        if (known == null) {
            known = Admin.create(connection);
            admin = known;
        }
        return known;
    }

    private Map<TopicPartition, Long> committed(Admin asked) {
        var everything = new HashMap<String, ListConsumerGroupOffsetsSpec>();
        groups.forEach(group -> everything.put(group, new ListConsumerGroupOffsetsSpec()));
        var answer = asked.listConsumerGroupOffsets(everything);
        var committed = new HashMap<TopicPartition, Long>();
        for (String group : groups) {
            var offsets = await(answer.partitionsToOffsetAndMetadata(group));
            offsets.forEach((partition, offset) -> {
                if (offset != null) {
                    committed.put(partition, offset.offset());
                }
            });
        }
        return committed;
    }

    private static Map<TopicPartition, Long> ends(Admin asked, Map<TopicPartition, Long> committed) {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        committed.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        var ends = new HashMap<TopicPartition, Long>();
        await(asked.listOffsets(latest).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the lag cannot be asked for", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    private AtomicLong gauge(String topic) {
        var lag = new AtomicLong();
        Gauge.builder("millrace.messaging.lag", lag, AtomicLong::get)
                .description("records that the service has yet to read, in all replicas together")
                .tag("topic", topic)
                .register(meters);
        return lag;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
