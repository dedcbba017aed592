package dev.millrace.local.client;

import dev.millrace.local.stack.Complaint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Asks Kafka how far every consumer group is behind. */
final class ConsumerLag {

    private static final int PATIENCE_MILLIS = 20_000;

    private ConsumerLag() {}

    static List<Situation.Lag> of(String bootstrapServers) {
        try (var admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers,
                "request.timeout.ms", PATIENCE_MILLIS,
                "default.api.timeout.ms", PATIENCE_MILLIS))) {
            var positions = positions(admin);
            var ends = ends(admin, positions);
            return summed(positions, ends);
        } catch (ExecutionException e) {
            throw new Complaint("Kafka does not tell its consumer groups: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint("interrupted", e);
        }
    }

    private static Map<String, Map<TopicPartition, OffsetAndMetadata>> positions(Admin admin)
            throws ExecutionException, InterruptedException {
        var positions = new TreeMap<String, Map<TopicPartition, OffsetAndMetadata>>();
        for (GroupListing group : admin.listGroups().all().get()) {
            positions.put(
                    group.groupId(),
                    admin.listConsumerGroupOffsets(group.groupId())
                            .partitionsToOffsetAndMetadata()
                            .get());
        }
        return positions;
    }

    private static Map<TopicPartition, Long> ends(
            Admin admin, Map<String, Map<TopicPartition, OffsetAndMetadata>> positions)
            throws ExecutionException, InterruptedException {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        positions
                .values()
                .forEach(group -> group.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest())));
        var ends = new HashMap<TopicPartition, Long>();
        admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static List<Situation.Lag> summed(
            Map<String, Map<TopicPartition, OffsetAndMetadata>> positions, Map<TopicPartition, Long> ends) {
        return positions.entrySet().stream()
                .flatMap(group -> topics(group.getValue(), ends).entrySet().stream()
                        .map(topic -> new Situation.Lag(group.getKey(), topic.getKey(), topic.getValue())))
                .toList();
    }

    private static Map<String, Long> topics(
            Map<TopicPartition, OffsetAndMetadata> positions, Map<TopicPartition, Long> ends) {
        var topics = new TreeMap<String, Long>();
        positions.forEach((partition, position) -> {
            if (position != null) {
                var behind = Math.max(0, ends.getOrDefault(partition, 0L) - position.offset());
                topics.merge(partition.topic(), behind, Long::sum);
            }
        });
        return topics;
    }
}
