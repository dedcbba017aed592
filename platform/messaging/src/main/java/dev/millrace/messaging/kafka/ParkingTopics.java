package dev.millrace.messaging.kafka;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.kafka.KafkaException;

/**
 * Asks whether a parking topic exists before the producer hears its name: a producer asks for a missing topic again and
 * again, and says so each time.
 */
final class ParkingTopics {

    private final Map<String, Object> connection;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    ParkingTopics(Map<String, Object> connection) {
        this.connection = Map.copyOf(connection);
    }

    /** Throws where there is no such topic, or where nobody answers. */
    void require(String topic) {
        if (known.contains(topic)) {
            return;
        }
        try (var admin = Admin.create(connection)) {
            admin.describeTopics(Set.of(topic)).allTopicNames().get();
            known.add(topic);
        } catch (ExecutionException e) {
            throw new KafkaException("no parking topic " + topic, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking for " + topic, e);
        }
    }
}
