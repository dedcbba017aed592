package dev.millrace.messaging.kafka;

import dev.millrace.messaging.ListeningProperties.GroupProtocol;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The client settings that the guarantees rest on; they win over whatever a deployment sets. */
final class KafkaSettings {

    /** A poll returns as soon as there is a record; an idle consumer looks this often whether offsets are to be committed. */
    static final Duration POLL = Duration.ofSeconds(2);

    /** The offsets of a batch are committed as soon as it is handled, so an idle consumer may wait as long as its fetch. */
    static final Duration BATCH_POLL = Duration.ofSeconds(5);

    /** A fetch is answered as soon as there is a record; this is only how often an idle consumer asks the broker again. */
    private static final int FETCH_WAIT_MILLIS = 5_000;

    /** Within this time an event that is published directly is acknowledged, or its caller hears that it is not. */
    static final Duration DIRECT_PATIENCE = Duration.ofSeconds(10);

    private KafkaSettings() {}

    static Map<String, Object> producer(Map<String, Object> deployment, String clientId) {
        var settings = new HashMap<>(deployment);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 120_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // Copies of parked records may be as large as anything that a topic took, and are counted before compression.
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 * 1024 * 1024);
        // Events are small, and each is sent alone.
        settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        return settings;
    }

    /** As {@link #producer}, for a caller that wants to know soon that the broker does not answer, to try again or to say so. */
    static Map<String, Object> directProducer(Map<String, Object> deployment, String clientId) {
        var settings = producer(deployment, clientId);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(DIRECT_PATIENCE.toMillis()));
        return settings;
    }

    static Map<String, Object> consumer(Map<String, Object> deployment, String clientId) {
        var settings = new HashMap<>(deployment);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
        settings.putIfAbsent(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 300_000);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 60_000);
        return settings;
    }

    /** In milliseconds; a consumer that handles longer than this loses its partitions to others. */
    static long maxPollInterval(Map<String, Object> consumer) {
        return Long.parseLong(String.valueOf(consumer.get(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG)));
    }

    /**
     * The member's name is the instance's: a replica that comes back under its name goes on with its partitions at
     * once, instead of after the session of its dead predecessor has run out.
     */
    static Map<String, Object> member(
            Map<String, Object> consumer, String instance, GroupProtocol protocol, Duration sessionTimeout) {
        var settings = new HashMap<>(consumer);
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, protocol.name().toLowerCase(Locale.ROOT));
        if (protocol == GroupProtocol.CLASSIC) {
            settings.put(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
            settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Math.toIntExact(sessionTimeout.toMillis()));
            settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Math.toIntExact(sessionTimeout.toMillis() / 5));
        }
        return settings;
    }
}
