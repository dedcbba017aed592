package dev.millrace.messaging.kafka;

import dev.millrace.messaging.EventListener;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.kafka.event.ListenerContainerIdleEvent;

/** Tells listeners when they have read what their topic held at the start. Used by one thread at a time. */
final class TableEnds {

    private final Map<TopicPartition, Long> unread;
    private final List<EventListener<?>> listeners;

    TableEnds(Map<TopicPartition, Long> endOffsets, List<EventListener<?>> listeners) {
        this.unread = new HashMap<>(endOffsets);
        this.listeners = List.copyOf(listeners);
    }

    /** To be called before anything is polled. */
    void announceEmpty() {
        unread.values().removeIf(end -> end == 0);
        listeners.stream().filter(listener -> isRead(listener.topic().name())).forEach(EventListener::caughtUp);
    }

    void handled(ConsumerRecord<byte[], byte[]> polled) {
        var partition = new TopicPartition(polled.topic(), polled.partition());
        var end = unread.get(partition);
        if (end != null && polled.offset() >= end - 1) {
            unread.remove(partition);
            announce(polled.topic());
        }
    }

    /**
     * Nothing came for a while. The last offset of a compacted topic may hold no record, so it counts how far the
     * consumer is: it is nowhere while the broker does not answer, and ahead of what is handled while it is paused.
     */
    void idle(ListenerContainerIdleEvent event) {
        if (event.isPaused()) {
            return;
        }
        var read = unread.entrySet().stream()
                .filter(end -> position(event.getConsumer(), end.getKey()) >= end.getValue())
                .map(Map.Entry::getKey)
                .toList();
        read.forEach(unread::remove);
        read.stream().map(TopicPartition::topic).distinct().forEach(this::announce);
    }

    /** As far as is known without waiting; 0 where the broker has not told yet. */
    private static long position(Consumer<?, ?> consumer, TopicPartition partition) {
        try {
            return consumer.position(partition, Duration.ZERO);
        } catch (TimeoutException e) {
            return 0;
        }
    }

    private void announce(String topic) {
        if (isRead(topic)) {
            listeners.stream()
                    .filter(listener -> listener.topic().name().equals(topic))
                    .forEach(EventListener::caughtUp);
        }
    }

    private boolean isRead(String topic) {
        return unread.keySet().stream().noneMatch(each -> each.topic().equals(topic));
    }
}
