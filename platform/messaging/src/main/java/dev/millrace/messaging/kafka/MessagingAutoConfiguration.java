package dev.millrace.messaging.kafka;

import dev.millrace.messaging.MessagingProperties;
import dev.millrace.messaging.TopicProperties;
import dev.millrace.messaging.commit.Relay;
import dev.millrace.messaging.consume.EventReader;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.messaging.wire.SchemaCache;
import dev.millrace.messaging.wire.SchemaIds;
import dev.millrace.messaging.wire.Schemas;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Codec, producer and relay: what every service that publishes needs. */
@AutoConfiguration(
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@EnableConfigurationProperties({MessagingProperties.class, TopicProperties.class, KafkaProperties.class})
class MessagingAutoConfiguration {

    private static final Duration LOOK_UP_PAUSE = Duration.ofSeconds(1);

    @Bean
    ServiceIdentity serviceIdentity(Environment environment, MessagingProperties settings) {
        return ServiceIdentity.of(
                environment, Path.of(settings.stateDirectory()).resolve("instances"));
    }

    @Bean
    MessagingThreads messagingThreads() {
        return new MessagingThreads();
    }

    @Bean
    SchemaIds schemaIds(Environment environment, SchemaCache cache, MessagingProperties settings) {
        Schemas.trustContracts();
        var registry = RegistryAccess.registry(environment, settings.registryTimeout());
        return new SchemaIds(registry, cache, RegistryAccess.registers(environment), LOOK_UP_PAUSE, System::nanoTime);
    }

    @Bean
    Codec codec(SchemaIds ids) {
        return new Codec(ids);
    }

    @Bean
    EventReader eventReader(Codec codec) {
        return new EventReader(codec);
    }

    @Bean
    KafkaTransport kafkaTransport(KafkaProperties kafka, Codec codec, ServiceIdentity identity) {
        return new KafkaTransport(
                KafkaSettings.producer(kafka.buildProducerProperties(), identity.service() + "-relay"),
                new ParkingTopics(kafka.buildAdminProperties()),
                codec,
                identity.service());
    }

    @Bean
    DirectKafkaPublisher directPublisher(
            KafkaProperties kafka, Codec codec, ServiceIdentity identity, Clock clock, MeterRegistry meters) {
        var transport = new KafkaTransport(
                KafkaSettings.directProducer(kafka.buildProducerProperties(), identity.service() + "-direct"),
                new ParkingTopics(kafka.buildAdminProperties()),
                codec,
                identity.service());
        return new DirectKafkaPublisher(transport, identity.processAggregate(), clock, meters);
    }

    @Bean
    Relay relay(
            KafkaTransport transport,
            MessagingThreads threads,
            MessagingProperties settings,
            Clock clock,
            MeterRegistry meters) {
        return new Relay(transport, threads.relays(), threads.letters(), settings.sendPatience(), clock, meters);
    }

    @Bean
    TopicCheck topicCheck(KafkaProperties kafka, TopicProperties expected, MeterRegistry meters) {
        var check = new TopicCheck(kafka.buildAdminProperties(), expected);
        Gauge.builder(
                        "millrace.messaging.topics.differing",
                        check,
                        each -> each.differences().size())
                .description("how many things about the topics are not as they should be; see the readiness detail")
                .register(meters);
        return check;
    }

    @Bean
    Waits waits(MeterRegistry meters) {
        return new Waits(meters, System::nanoTime);
    }

    @Bean
    MessagingState messagingHealthIndicator(
            MessagingProperties settings, TopicCheck topics, Waits waits, MeterRegistry meters) {
        boolean alwaysUp = settings.store() == MessagingProperties.Store.NONE;
        var state = new MessagingState(alwaysUp, topics, waits, System::nanoTime);
        Gauge.builder("millrace.messaging.degraded", state, each -> each.degraded() ? 1 : 0)
                .register(meters);
        return state;
    }
}
