package dev.millrace.validation;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.contracts.Topic;
import dev.millrace.embedded.EmbeddedInfrastructure;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.DirectPublisher;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.commit.CommittedAggregates;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.messaging.wire.Schemas;
import dev.millrace.testing.DocumentedRoutes;
import dev.millrace.testing.RecordedStates;
import dev.millrace.testing.ServiceSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Fixture: the service on a real broker, registry and store, with somebody who talks to it from outside. */
final class RunningService implements AutoCloseable {

    private static final String TOKEN = "a-token-for-tests";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    RunningService(Path directory) throws IOException {
        context = new SpringApplicationBuilder(ValidationApplication.class)
                .run(ServiceSettings.in(directory)
                        .caller(TOKEN, "tester", "default", "VIEWER,TRAINER,DATA_ENGINEER")
                        .arguments());
        awaitReadiness();
    }

    private void awaitReadiness() throws IOException {
        var port = context.getEnvironment().getRequiredProperty("local.management.port");
        var readiness = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
        var request = HttpRequest.newBuilder(readiness)
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("not ready within " + PATIENCE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Digest store(byte[] content) {
        return context.getBean(ArtifactStore.class).put(content);
    }

    <E extends SpecificRecord> void send(Topic<E> topic, E event, String cascade) throws Exception {
        context.getBean(DirectPublisher.class)
                .sendOnce(topic, event, null, new Lineage(cascade, null, 0), "elsewhere:things:" + UUID.randomUUID())
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** As a producer outside sends it: what it leaves out stays out. */
    <E extends SpecificRecord> void sendFromOutside(Topic<E> topic, String key, E event) throws Exception {
        byte[] value = context.getBean(Codec.class).frame(Schemas.fingerprint(topic), Codec.body(topic, event));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, EmbeddedInfrastructure.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** The first event of the topic in this cascade. */
    <E extends SpecificRecord> E told(Topic<E> topic, String cascade) {
        try (var consumer = consumer()) {
            var partitions = IntStream.range(
                            0, consumer.partitionsFor(topic.name()).size())
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                for (var each : consumer.poll(Duration.ofMillis(50))) {
                    if (cascade.equals(header(each, "mr_cascade"))) {
                        return context.getBean(Codec.class).decode(topic, each.value());
                    }
                }
            }
        }
        throw new AssertionError("nothing on " + topic.name() + " in cascade " + cascade);
    }

    /** Every event of a topic, in the order of its partitions. */
    <E extends SpecificRecord> List<E> all(Topic<E> topic) {
        try (var consumer = consumer()) {
            var partitions = IntStream.range(
                            0, consumer.partitionsFor(topic.name()).size())
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var events = new ArrayList<E>();
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(50))
                        .forEach(each -> events.add(context.getBean(Codec.class).decode(topic, each.value())));
            }
            return events;
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> each, String name) {
        return new String(each.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, EmbeddedInfrastructure.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    void assertReadsWhatTheReleaseBeforeHasStored() {
        var stores = context.getBean(CommittedAggregates.class).byCollection();
        RecordedStates.assertSurvive(
                context,
                stores.keySet(),
                (collection, id) -> storeAnew(Objects.requireNonNull(stores.get(collection)), id));
    }

    private static <S> void storeAnew(AggregateStore<S> store, String id) {
        store.internal(
                "test",
                new Lineage("upgrade", null, 0),
                id,
                state -> Decision.apply(Objects.requireNonNull(state), "stored.anew"));
    }

    void assertDocumented() {
        DocumentedRoutes.assertComplete(context);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var port = context.getEnvironment().getRequiredProperty("local.server.port");
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + TOKEN)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Sends JSON. */
    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        var port = context.getEnvironment().getRequiredProperty("local.server.port");
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }
}
