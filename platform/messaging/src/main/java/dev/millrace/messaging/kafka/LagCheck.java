package dev.millrace.messaging.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures how many records the service has yet to read, by topic, as the summary tells it. The broker is asked, and not the
 * consumers: one that is stuck knows only what was true when it last fetched.
 */
final class LagCheck {

    private final KafkaReadTopics topics;
    private final MeterRegistry meters;
    private final Map<String, AtomicLong> byTopic = new ConcurrentHashMap<>();

    LagCheck(KafkaReadTopics topics, MeterRegistry meters) {
        this.topics = topics;
        this.meters = meters;
    }

    /** Where the broker does not say, the figures stay as they were. */
    void check() {
        for (var topic : topics.asked()) {
            if (topic.lag() != null) {
                byTopic.computeIfAbsent(topic.topic(), this::gauge).set(topic.lag());
            }
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
}
