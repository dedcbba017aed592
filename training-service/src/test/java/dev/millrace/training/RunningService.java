package dev.millrace.training;

import dev.millrace.contracts.Topic;
import dev.millrace.embedded.EmbeddedInfrastructure;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.DirectPublisher;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.commit.CommittedAggregates;
import dev.millrace.messaging.wire.Codec;
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
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.bson.Document;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** Fixture: the service on a real broker, registry and store, with somebody who talks to it from outside. */
final class RunningService implements AutoCloseable {

    private static final String TOKEN = "a-token-for-tests";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    RunningService(Path directory) throws IOException {
        context = new SpringApplicationBuilder(TrainingApplication.class, HeldLearning.class)
                .run(ServiceSettings.in(directory)
                        .with("millrace.training.pipeline.verdict-patience", "60s")
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

    HeldLearning learning() {
        return context.getBean(HeldLearning.class);
    }

    <E extends SpecificRecord> void send(Topic<E> topic, E event, String cascade) throws Exception {
        context.getBean(DirectPublisher.class)
                .sendOnce(topic, event, null, new Lineage(cascade, null, 0), "elsewhere:things:" + UUID.randomUUID())
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** The first event of the topic in this cascade. */
    <E extends SpecificRecord> E told(Topic<E> topic, String cascade) {
        return told(topic, 1, cascade::equals).getFirst();
    }

    /** So many events of the topic in such cascades, in order within a partition. */
    <E extends SpecificRecord> List<E> told(Topic<E> topic, int count, Predicate<String> cascades) {
        return told(topic, count, cascades, event -> true);
    }

    /** The same, of the events that are wanted alone. */
    <E extends SpecificRecord> List<E> told(
            Topic<E> topic, int count, Predicate<String> cascades, Predicate<E> wanted) {
        var found = new ArrayList<E>();
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
                    if (cascades.test(header(each, "mr_cascade"))) {
                        var event = context.getBean(Codec.class).decode(topic, each.value());
                        if (wanted.test(event)) {
                            found.add(event);
                        }
                    }
                }
                if (found.size() >= count) {
                    return found;
                }
            }
        }
        throw new AssertionError(found.size() + " of " + count + " events on " + topic.name());
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

    /** Takes documents out of the service's store; the answer puts them back. */
    Runnable takeAway(String collection, String idPrefix) {
        var documents =
                context.getBean(MongoDatabaseFactory.class).getMongoDatabase().getCollection(collection);
        var those = new Document("_id", new Document("$gte", idPrefix).append("$lt", idPrefix + '\uffff'));
        var taken = documents.find(those).into(new ArrayList<>());
        documents.deleteMany(those);
        return () -> documents.insertMany(taken);
    }

    /** Returns when the run was begun so often. */
    void awaitAttempts(String run, int attempts) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (begun(run) < attempts) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not begun %d times within %s".formatted(attempts, PATIENCE));
            }
        }
    }

    private long begun(String run) {
        var document = context.getBean(MongoDatabaseFactory.class)
                .getMongoDatabase()
                .getCollection("runs")
                .find(new Document("_id", run))
                .first();
        return document == null ? 0 : document.getLong("fence");
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
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    HttpResponse<String> postJson(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> post(String path, String idempotencyKey) throws IOException, InterruptedException {
        return send(request(path).header("Idempotency-Key", idempotencyKey).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path) {
        var port = context.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + TOKEN);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }
}
