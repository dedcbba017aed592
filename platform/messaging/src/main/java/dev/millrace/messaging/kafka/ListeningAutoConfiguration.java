package dev.millrace.messaging.kafka;

import dev.millrace.messaging.BatchListener;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.EventListener.Delivery;
import dev.millrace.messaging.ListeningProperties;
import dev.millrace.messaging.consume.BatchDeliveries;
import dev.millrace.messaging.consume.Deliveries;
import dev.millrace.messaging.consume.EventReader;
import dev.millrace.messaging.consume.FailurePolicy;
import dev.millrace.messaging.consume.HandOverTimes;
import dev.millrace.messaging.consume.ParkedSweep;
import dev.millrace.messaging.consume.Parking;
import dev.millrace.messaging.consume.RecordProjects;
import dev.millrace.messaging.kafka.AggregatesAutoConfiguration.StoreWork;
import dev.millrace.messaging.lifecycle.MessagingLifecycle;
import dev.millrace.messaging.lifecycle.MessagingLifecycle.Chore;
import dev.millrace.messaging.lifecycle.MessagingState;
import dev.millrace.messaging.lifecycle.MessagingThreads;
import dev.millrace.messaging.lifecycle.ServiceIdentity;
import dev.millrace.messaging.lifecycle.Waits;
import dev.millrace.messaging.trail.Spans;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.messaging.wire.SchemaIds;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;

/** Subscribes every listener of the service. */
@AutoConfiguration(after = AggregatesAutoConfiguration.class)
@EnableConfigurationProperties(ListeningProperties.class)
class ListeningAutoConfiguration {

    private static final Duration LAG_CHECKED_EVERY = Duration.ofSeconds(15);
    private static final Duration TOPICS_CHECKED_EVERY = Duration.ofMinutes(10);

    @Bean
    FailurePolicy failurePolicy(Parking parking, Codec codec, MeterRegistry meters) {
        return new FailurePolicy(parking, new RecordProjects(codec), meters);
    }

    @Bean
    ParkedSweep parkedSweep(
            Parking parking,
            ObjectProvider<EventListener<?>> listeners,
            EventReader reader,
            FailurePolicy policy,
            MessagingThreads threads,
            ListeningProperties settings,
            Spans spans,
            MeterRegistry meters,
            Clock clock) {
        var all = listeners.orderedStream().toList();
        var deliveries = new Deliveries(
                all,
                reader,
                policy,
                new HandOverTimes(meters, clock),
                spans,
                threads.handlers(),
                settings.handlerTimeout());
        return new ParkedSweep(parking, deliveries, settings.parkedRetryFor(), clock, meters);
    }

    @Bean
    ListenerContainers listenerContainers(
            KafkaClients kafka,
            ServiceIdentity identity,
            ListeningProperties settings,
            FailurePolicy policy,
            Waits waits,
            MessagingThreads threads,
            MessagingState state,
            ApplicationEventPublisher events) {
        var consumer = KafkaSettings.consumer(kafka.consumerSettings(), identity.service());
        return new ListenerContainers(
                identity.service(),
                kafka,
                consumer,
                KafkaSettings.member(
                        consumer, identity.instance(), settings.groupProtocol(), settings.sessionTimeout()),
                settings.concurrency(),
                settings.pauseBetweenBatches(),
                policy,
                waits,
                new ConcurrentTaskScheduler(threads.timer()),
                event -> {
                    state.event(event);
                    events.publishEvent(event);
                });
    }

    @Bean
    Subscriptions subscriptions(
            ObjectProvider<EventListener<?>> listeners,
            ObjectProvider<BatchListener<?>> batchListeners,
            EventReader reader,
            FailurePolicy policy,
            ListenerContainers containers,
            KafkaTransport transport,
            MessagingThreads threads,
            ListeningProperties settings,
            Spans spans,
            MeterRegistry meters,
            Clock clock) {
        return new Subscriptions(
                listeners.orderedStream().toList(),
                batchListeners.orderedStream().toList(),
                some -> new Deliveries(
                        some,
                        reader,
                        policy,
                        new HandOverTimes(meters, clock),
                        spans,
                        threads.handlers(),
                        settings.handlerTimeout()),
                some -> new BatchDeliveries(some, reader, policy),
                containers,
                transport);
    }

    /** A service that shares no topic among its replicas has committed nothing, and no lag. */
    @Bean
    LagCheck lagCheck(KafkaReadTopics topics, MeterRegistry meters) {
        return new LagCheck(topics, meters);
    }

    @Bean
    KafkaReadTopics readTopics(
            KafkaClients kafka,
            ServiceIdentity identity,
            ObjectProvider<EventListener<?>> listeners,
            ObjectProvider<BatchListener<?>> batchListeners,
            Clock clock) {
        var groups = new HashMap<String, List<String>>();
        listeners
                .orderedStream()
                .forEach(each -> groups.merge(
                        each.topic().name(),
                        each.delivery() == Delivery.SHARED ? List.of(identity.service()) : List.of(),
                        ListeningAutoConfiguration::both));
        batchListeners
                .orderedStream()
                .forEach(each -> groups.merge(
                        each.topic().name(),
                        List.of(ListenerContainers.batchGroup(identity.service())),
                        ListeningAutoConfiguration::both));
        return new KafkaReadTopics(kafka.adminSettings(), groups, clock);
    }

    private static List<String> both(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }

    @Bean
    MessagingLifecycle messagingLifecycle(
            ObjectProvider<StoreWork> storeWork,
            SchemaIds ids,
            Subscriptions subscriptions,
            ParkedSweep parkedSweep,
            MessagingThreads threads,
            MessagingState state,
            TopicCheck topics,
            LagCheck lag,
            Waits waits,
            ListeningProperties settings) {
        var work = storeWork.getIfAvailable(() -> new StoreWork(() -> {}, List.of(), () -> {}));
        var chores = new ArrayList<>(work.chores());
        chores.add(new Chore(parkedSweep::sweep, settings.parkedRetryInterval(), threads.retries()));
        chores.add(new Chore(waits.looking("broker", lag::check), LAG_CHECKED_EVERY, threads.retries()));
        chores.add(new Chore(topics::check, TOPICS_CHECKED_EVERY, threads.retries()));
        return new MessagingLifecycle(
                work.prepare(), ids, subscriptions::subscribe, chores, work.stop(), threads.timer(), state);
    }
}
