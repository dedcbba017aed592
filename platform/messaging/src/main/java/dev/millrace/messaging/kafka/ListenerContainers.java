package dev.millrace.messaging.kafka;

import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.consume.BatchDeliveries;
import dev.millrace.messaging.consume.Deliveries;
import dev.millrace.messaging.consume.FailurePolicy;
import dev.millrace.messaging.lifecycle.FatalErrors;
import dev.millrace.messaging.lifecycle.Waits;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.AcknowledgingMessageListener;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerPausingBackOffHandler;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.ListenerContainerPauseService;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.scheduling.TaskScheduler;

/** Builds the containers that poll for the listeners of a service: at most one for each way of delivery. */
final class ListenerContainers {

    /** Records that a restart brings again are ignored, so offsets need not follow each of them. */
    private static final long OFFSETS_EVERY_MILLIS = 500;

    private static final long IDLE_MILLIS = 500;

    private static final Logger log = LoggerFactory.getLogger(ListenerContainers.class);

    private final String service;
    private final KafkaClients clients;
    private final Map<String, Object> consumer;
    private final Map<String, Object> member;
    private final int concurrency;
    private final Duration pauseBetweenBatches;
    private final FailurePolicy policy;
    private final Waits waits;
    private final TaskScheduler scheduler;
    private final ApplicationEventPublisher events;

    ListenerContainers(
            String service,
            KafkaClients clients,
            Map<String, Object> consumer,
            Map<String, Object> member,
            int concurrency,
            Duration pauseBetweenBatches,
            FailurePolicy policy,
            Waits waits,
            TaskScheduler scheduler,
            ApplicationEventPublisher events) {
        this.service = service;
        this.clients = clients;
        this.consumer = consumer;
        this.member = member;
        this.concurrency = concurrency;
        this.pauseBetweenBatches = pauseBetweenBatches;
        this.policy = policy;
        this.waits = waits;
        this.scheduler = scheduler;
        this.events = events;
    }

    /** The group that reads what comes in batches; the service's own name is that of the other one. */
    static String batchGroup(String service) {
        return service + "-batch";
    }

    /** Each record to one replica. */
    AbstractMessageListenerContainer<byte[], byte[]> shared(Collection<String> topics, Deliveries deliveries) {
        var properties = grouped(topics, service, AckMode.TIME, KafkaSettings.POLL);
        properties.setAckTime(OFFSETS_EVERY_MILLIS);
        properties.setMessageListener(
                (MessageListener<byte[], byte[]>) polled -> handle("shared", polled, () -> deliveries.deliver(polled)));
        return concurrent("shared", properties);
    }

    /** What one poll brought, at once. */
    AbstractMessageListenerContainer<byte[], byte[]> batches(Collection<String> topics, BatchDeliveries deliveries) {
        var properties = grouped(topics, batchGroup(service), AckMode.BATCH, KafkaSettings.BATCH_POLL);
        properties.setIdleBetweenPolls(pauseBetweenBatches.toMillis());
        properties.setMessageListener((BatchMessageListener<byte[], byte[]>)
                polled -> handle("batches", polled.getFirst(), () -> deliveries.deliver(polled)));
        return concurrent("batches", properties);
    }

    /** Every record of the partitions to this replica, from the start; nothing is committed. */
    AbstractMessageListenerContainer<byte[], byte[]> tables(
            Collection<TopicPartition> partitions, Deliveries deliveries, List<EventListener<?>> listeners) {
        var properties = properties(
                new ContainerProperties(partitions.stream()
                        .map(each -> new TopicPartitionOffset(
                                each.topic(), each.partition(), TopicPartitionOffset.SeekPosition.BEGINNING))
                        .toArray(TopicPartitionOffset[]::new)),
                AckMode.MANUAL,
                KafkaSettings.POLL);
        properties.setIdleEventInterval(IDLE_MILLIS);
        properties.setIdleBeforeDataMultiplier(1);
        var ends = new TableEnds(endOffsets(partitions), listeners);
        properties.setMessageListener((AcknowledgingMessageListener<byte[], byte[]>) (polled, acknowledgement) -> {
            handle("tables", polled, () -> deliveries.deliver(polled));
            ends.handled(polled);
        });
        ends.announceEmpty();
        var container = new KafkaMessageListenerContainer<>(clients.consumers(consumer), properties);
        container.setApplicationEventPublisher(event -> {
            if (event instanceof ListenerContainerIdleEvent idle) {
                ends.idle(idle);
            }
            events.publishEvent(event);
        });
        return named("tables", container);
    }

    /** An Error ends the process; an outage is noted, and the container's error handler waits for its end. */
    private void handle(String container, ConsumerRecord<byte[], byte[]> first, Runnable delivery) {
        try {
            delivery.run();
            waits.ended(container);
        } catch (RuntimeException e) {
            waits.began(container, new TopicPartition(first.topic(), first.partition()), e);
            throw e;
        } catch (Error e) {
            FatalErrors.haltOn(e);
            throw e;
        }
    }

    private Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        try (Consumer<byte[], byte[]> asking = clients.consumers(consumer).createConsumer()) {
            return asking.endOffsets(partitions, Duration.ofSeconds(30));
        }
    }

    private ContainerProperties grouped(Collection<String> topics, String group, AckMode mode, Duration poll) {
        var properties = properties(new ContainerProperties(topics.toArray(String[]::new)), mode, poll);
        properties.setGroupId(group);
        return properties;
    }

    private ContainerProperties properties(ContainerProperties properties, AckMode mode, Duration poll) {
        properties.setAckMode(mode);
        properties.setSyncCommits(true);
        properties.setStopImmediate(true);
        properties.setAuthExceptionRetryInterval(Duration.ofSeconds(10));
        properties.setPollTimeout(poll.toMillis());
        properties.setNoPollThreshold((float) KafkaSettings.maxPollInterval(consumer) / poll.toMillis());
        return properties;
    }

    private AbstractMessageListenerContainer<byte[], byte[]> concurrent(String name, ContainerProperties properties) {
        var container = new ConcurrentMessageListenerContainer<>(clients.consumers(member), properties);
        container.setConcurrency(concurrency);
        properties.setConsumerRebalanceListener(new Revoked(partitions -> waits.revoked(name, partitions)));
        container.setApplicationEventPublisher(events);
        return named(name, container);
    }

    private AbstractMessageListenerContainer<byte[], byte[]> named(
            String name, AbstractMessageListenerContainer<byte[], byte[]> container) {
        container.setBeanName(name);
        waits.watch(name);
        container.setCommonErrorHandler(errorHandler());
        return container;
    }

    /** Only outages get here. Between attempts the container is paused, not blocked, so that it keeps its partitions. */
    private DefaultErrorHandler errorHandler() {
        var pausing = new ContainerPausingBackOffHandler(new ListenerContainerPauseService(null, scheduler));
        var handler = new DefaultErrorHandler(this::park, FailurePolicy.untilOver(), pausing);
        handler.setRetryListeners((polled, failure, attempt) -> log.warn(
                "Attempt {} at {}-{}@{} failed: {}",
                attempt,
                polled.topic(),
                polled.partition(),
                polled.offset(),
                rootOf(failure)));
        return handler;
    }

    @SuppressWarnings("unchecked") // Every consumer here reads bytes.
    private void park(ConsumerRecord<?, ?> polled, Exception failure) {
        policy.park((ConsumerRecord<byte[], byte[]>) polled, "", failure);
    }

    /** Tells which partitions others read from now on. */
    private record Revoked(java.util.function.Consumer<Collection<TopicPartition>> partitions)
            implements ConsumerAwareRebalanceListener {

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            partitions.accept(revoked);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            partitions.accept(lost);
        }
    }

    private static @Nullable Throwable rootOf(@Nullable Throwable failure) {
        var root = failure;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
