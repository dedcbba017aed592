package dev.millrace.messaging.kafka;

import dev.millrace.messaging.MessagingProperties;
import dev.millrace.messaging.SigningProperties;
import dev.millrace.messaging.TopicProperties;
import dev.millrace.messaging.TracingProperties;
import dev.millrace.messaging.commit.Relay;
import dev.millrace.messaging.consume.EventReader;
import dev.millrace.messaging.lifecycle.MessagingState;
import dev.millrace.messaging.lifecycle.MessagingThreads;
import dev.millrace.messaging.lifecycle.ServiceIdentity;
import dev.millrace.messaging.lifecycle.Waits;
import dev.millrace.messaging.trail.Spans;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.messaging.wire.SchemaCache;
import dev.millrace.messaging.wire.SchemaIds;
import dev.millrace.messaging.wire.Schemas;
import dev.millrace.messaging.wire.Signatures;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/** Codec, producer and relay: what every service that publishes needs. */
@AutoConfiguration(
        after = KafkaAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@EnableConfigurationProperties({
    MessagingProperties.class,
    SigningProperties.class,
    TopicProperties.class,
    TracingProperties.class
})
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
    SchemaIds schemaIds(
            Environment environment,
            SchemaCache cache,
            MessagingProperties settings,
            ObjectProvider<SslBundles> bundles) {
        Schemas.trustContracts();
        var registry = RegistryAccess.registry(environment, settings.registryTimeout(), bundles.getIfAvailable());
        return new SchemaIds(registry, cache, RegistryAccess.registers(environment), LOOK_UP_PAUSE, System::nanoTime);
    }

    @Bean
    Codec codec(SchemaIds ids) {
        return new Codec(ids);
    }

    @Bean
    Signatures signatures(SigningProperties settings) {
        return new Signatures(settings);
    }

    @Bean
    EventReader eventReader(Codec codec, Signatures signatures) {
        return new EventReader(codec, signatures);
    }

    @Bean
    KafkaClients kafkaClients(
            DefaultKafkaProducerFactory<?, ?> producers,
            DefaultKafkaConsumerFactory<?, ?> consumers,
            KafkaAdmin admin) {
        return new KafkaClients(producers, consumers, admin);
    }

    @Bean
    Spans spans(TracingProperties settings, ServiceIdentity identity) {
        return Spans.of(settings, identity.service(), identity.instance());
    }

    @Bean
    KafkaTransport kafkaTransport(
            KafkaClients kafka,
            Codec codec,
            Signatures signatures,
            ServiceIdentity identity,
            Spans spans,
            Clock clock) {
        var settings = KafkaSettings.producer(kafka.producerSettings(), identity.service() + "-relay");
        return transport(kafka, settings, codec, signatures, identity, spans, clock);
    }

    @Bean
    DirectKafkaPublisher directPublisher(
            KafkaClients kafka,
            Codec codec,
            Signatures signatures,
            ServiceIdentity identity,
            Spans spans,
            Clock clock,
            MeterRegistry meters) {
        var settings = KafkaSettings.directProducer(kafka.producerSettings(), identity.service() + "-direct");
        return new DirectKafkaPublisher(
                transport(kafka, settings, codec, signatures, identity, spans, clock),
                identity.processAggregate(),
                clock,
                meters);
    }

    private static KafkaTransport transport(
            KafkaClients kafka,
            Map<String, Object> settings,
            Codec codec,
            Signatures signatures,
            ServiceIdentity identity,
            Spans spans,
            Clock clock) {
        var parking = new ParkingTopics(kafka.adminSettings());
        return new KafkaTransport(
                kafka.producers(settings), parking, codec, signatures, identity.service(), spans, clock);
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
    TopicCheck topicCheck(KafkaClients kafka, TopicProperties expected, MeterRegistry meters) {
        var check = new TopicCheck(kafka.adminSettings(), expected);
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
        var state = new MessagingState(alwaysUp, topics::differences, waits, System::nanoTime);
        Gauge.builder("millrace.messaging.degraded", state, each -> each.degraded() ? 1 : 0)
                .description("1 while something keeps this instance from its work")
                .register(meters);
        return state;
    }
}
