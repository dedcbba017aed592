package dev.millrace.messaging.kafka;

import dev.millrace.messaging.EventListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

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

    /** Nothing came for a while, so nothing is left: the last offset of a compacted topic may hold no record. */
    void idle() {
        var topics =
                unread.keySet().stream().map(TopicPartition::topic).distinct().toList();
        unread.clear();
        topics.forEach(this::announce);
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
