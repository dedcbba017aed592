package dev.millrace.messaging.kafka;

import dev.millrace.contracts.Topic;
import dev.millrace.messaging.BatchListener;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.EventListener.Delivery;
import dev.millrace.messaging.consume.BatchDeliveries;
import dev.millrace.messaging.consume.Deliveries;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/** Every listener of the service, subscribed in the way it asks for. */
final class Subscriptions {

    private final List<EventListener<?>> listeners;
    private final List<BatchListener<?>> batchListeners;
    private final Function<List<EventListener<?>>, Deliveries> deliveries;
    private final Function<List<BatchListener<?>>, BatchDeliveries> batchDeliveries;
    private final ListenerContainers containers;
    private final KafkaTransport transport;

    Subscriptions(
            List<EventListener<?>> listeners,
            List<BatchListener<?>> batchListeners,
            Function<List<EventListener<?>>, Deliveries> deliveries,
            Function<List<BatchListener<?>>, BatchDeliveries> batchDeliveries,
            ListenerContainers containers,
            KafkaTransport transport) {
        this.listeners = List.copyOf(listeners);
        this.batchListeners = List.copyOf(batchListeners);
        this.deliveries = deliveries;
        this.batchDeliveries = batchDeliveries;
        this.containers = containers;
        this.transport = transport;
    }

    /** Makes the containers; throws while the broker is away or a topic is missing. */
    List<AbstractMessageListenerContainer<byte[], byte[]>> subscribe() {
        var made = new ArrayList<AbstractMessageListenerContainer<byte[], byte[]>>();
        var tables = with(Delivery.EVERY_REPLICA_FROM_START);
        if (!tables.isEmpty()) {
            made.add(containers.tables(partitions(topics(tables)), deliveries.apply(tables), tables));
        }
        var shared = with(Delivery.SHARED);
        if (!shared.isEmpty()) {
            var topics = present(topics(shared));
            made.add(containers.shared(topics, deliveries.apply(shared)));
        }
        if (!batchListeners.isEmpty()) {
            var topics = present(names(batchListeners.stream().map(BatchListener::topic)));
            made.add(containers.batches(topics, batchDeliveries.apply(batchListeners)));
        }
        return made;
    }

    private List<EventListener<?>> with(Delivery delivery) {
        return listeners.stream().filter(each -> each.delivery() == delivery).toList();
    }

    private static List<String> topics(List<EventListener<?>> listeners) {
        return names(listeners.stream().map(EventListener::topic));
    }

    private static List<String> names(Stream<? extends Topic<?>> topics) {
        return topics.map(Topic::name).distinct().toList();
    }

    /** Asking for a topic's partitions waits until there is such a topic. */
    private List<String> present(List<String> topics) {
        topics.forEach(transport::partitions);
        return topics;
    }

    private List<TopicPartition> partitions(List<String> topics) {
        return topics.stream()
                .flatMap(topic -> IntStream.range(0, transport.partitions(topic))
                        .mapToObj(partition -> new TopicPartition(topic, partition)))
                .toList();
    }
}
