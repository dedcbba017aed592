package dev.millrace.messaging.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Makes the kernel's producers and consumers from the factories that Spring Boot configures, so that its connection details, SSL
 * bundles and metrics apply to them; the kernel puts its own settings above those.
 */
final class KafkaClients {

    /** Offsets are committed by now, and the answer to a fetch that still waits is not worth the time. */
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final DefaultKafkaProducerFactory<?, ?> producers;
    private final DefaultKafkaConsumerFactory<?, ?> consumers;
    private final KafkaAdmin admin;

    KafkaClients(
            DefaultKafkaProducerFactory<?, ?> producers,
            DefaultKafkaConsumerFactory<?, ?> consumers,
            KafkaAdmin admin) {
        this.producers = producers;
        this.consumers = consumers;
        this.admin = admin;
    }

    /** How a deployment reaches the broker, with what it sets for producers. */
    Map<String, Object> producerSettings() {
        return producers.getConfigurationProperties();
    }

    /** How a deployment reaches the broker, with what it sets for consumers. */
    Map<String, Object> consumerSettings() {
        return consumers.getConfigurationProperties();
    }

    /** How a deployment reaches the broker, with what it sets for administration. */
    Map<String, Object> adminSettings() {
        return admin.getConfigurationProperties();
    }

    @SuppressWarnings("unchecked") // A listener counts and looks at no record, so it listens to clients of any type.
    DefaultKafkaProducerFactory<byte[], byte[]> producers(Map<String, Object> settings) {
        var factory = new DefaultKafkaProducerFactory<byte[], byte[]>(settings);
        producers.getListeners().forEach(each -> factory.addListener((ProducerFactory.Listener<byte[], byte[]>) each));
        return factory;
    }

    @SuppressWarnings("unchecked") // As above.
    DefaultKafkaConsumerFactory<byte[], byte[]> consumers(Map<String, Object> settings) {
        var factory = new LeavingConsumers(settings);
        consumers.getListeners().forEach(each -> factory.addListener((ConsumerFactory.Listener<byte[], byte[]>) each));
        return factory;
    }

    /** Makes consumers that leave their group when they are closed, so that others take over their partitions at once. */
    private static final class LeavingConsumers extends DefaultKafkaConsumerFactory<byte[], byte[]> {

        LeavingConsumers(Map<String, Object> settings) {
            super(settings);
        }

        @Override
        protected Consumer<byte[], byte[]> createRawConsumer(Map<String, Object> complete) {
            return new LeavingConsumer(complete);
        }

        /** A consumer that Spring Kafka's listeners watch, as metrics need it. */
        private final class LeavingConsumer extends ExtendedKafkaConsumer {

            LeavingConsumer(Map<String, Object> settings) {
                super(settings);
            }

            /**
             * A container calls this only before {@link #close()}. With a member's name that stays the same it would give up the
             * partitions without leaving the group, and closing could not leave the group any more.
             */
            @Override
            public void unsubscribe() {}

            @Override
            public void close() {
                close(CloseOptions.timeout(FAREWELL)
                        .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
            }
        }
    }
}
