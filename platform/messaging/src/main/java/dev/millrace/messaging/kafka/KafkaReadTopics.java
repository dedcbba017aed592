package dev.millrace.messaging.kafka;

import dev.millrace.messaging.summary.ReadTopics;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the broker about the topics that the service reads. Its client is made when somebody asks first, and stays. */
final class KafkaReadTopics implements ReadTopics, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KafkaReadTopics.class);
    private static final int PATIENCE_MILLIS = 2_000;
    private static final Duration COUNTED = Duration.ofHours(1);

    private final Map<String, Object> connection;
    private final Map<String, List<String>> groups;
    private final Clock clock;
    private @Nullable Admin admin;

    /** @param groups that read a topic; none where each replica reads the whole of it */
    KafkaReadTopics(Map<String, Object> connection, Map<String, List<String>> groups, Clock clock) {
        this.connection = new HashMap<>(connection);
        this.connection.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        this.connection.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        this.groups = Map.copyOf(groups);
        this.clock = clock;
    }

    @Override
    public List<Figures> figures() {
        try {
            return asked();
        } catch (KafkaException unknown) {
            log.debug("Figures of topics are missing", unknown);
            return groups.keySet().stream()
                    .sorted()
                    .map(topic -> new Figures(topic, null, null))
                    .toList();
        }
    }

    /**
     * The same, none of them missing.
     *
     * @throws KafkaException if the broker does not answer
     */
    synchronized List<Figures> asked() {
        try {
            return asked(client());
        } catch (ExecutionException e) {
            throw new KafkaException("the broker does not say how far the service has read: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private Admin client() {
        var made = admin;
        if (made == null) {
            made = Admin.create(connection);
            admin = made;
        }
        return made;
    }

    private List<Figures> asked(Admin client) throws ExecutionException, InterruptedException {
        var partitions = client.describeTopics(groups.keySet()).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
        var ends = offsets(client, partitions, OffsetSpec.latest());
        var starts = offsets(client, partitions, OffsetSpec.earliest());
        var hourAgo = offsets(
                client,
                partitions,
                OffsetSpec.forTimestamp(clock.instant().minus(COUNTED).toEpochMilli()));
        var read = new HashMap<String, Map<TopicPartition, OffsetAndMetadata>>();
        for (var group :
                groups.values().stream().flatMap(List::stream).distinct().toList()) {
            read.put(
                    group,
                    client.listConsumerGroupOffsets(group)
                            .partitionsToOffsetAndMetadata()
                            .get());
        }
        return groups.keySet().stream()
                .sorted()
                .map(topic -> {
                    Predicate<TopicPartition> its = each -> each.topic().equals(topic);
                    long lastHour = partitions.stream()
                            .filter(its)
                            .filter(each -> hourAgo.getOrDefault(each, -1L) >= 0)
                            .mapToLong(each -> ends.getOrDefault(each, 0L) - hourAgo.getOrDefault(each, 0L))
                            .sum();
                    return new Figures(
                            topic,
                            lastHour,
                            lag(topic, partitions.stream().filter(its).toList(), read, starts, ends));
                })
                .toList();
    }

    private @Nullable Long lag(
            String topic,
            List<TopicPartition> partitions,
            Map<String, Map<TopicPartition, OffsetAndMetadata>> read,
            Map<TopicPartition, Long> starts,
            Map<TopicPartition, Long> ends) {
        var readers = groups.getOrDefault(topic, List.of());
        return readers.isEmpty()
                ? null
                : Long.valueOf(readers.stream()
                        .mapToLong(group -> partitions.stream()
                                .mapToLong(each -> behind(
                                        read.getOrDefault(group, Map.of()).get(each),
                                        starts.getOrDefault(each, 0L),
                                        ends.getOrDefault(each, 0L)))
                                .sum())
                        .max()
                        .orElse(0));
    }

    /** A group that has committed nothing begins at the first record there is. */
    private static long behind(@Nullable OffsetAndMetadata committed, long start, long end) {
        return Math.max(0, end - (committed == null ? start : Math.max(start, committed.offset())));
    }

    private static Map<TopicPartition, Long> offsets(
            Admin client, Collection<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        var asked = partitions.stream().collect(Collectors.toMap(each -> each, each -> which));
        var offsets = new HashMap<TopicPartition, Long>();
        client.listOffsets(asked).all().get().forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
