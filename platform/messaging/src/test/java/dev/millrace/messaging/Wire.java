package dev.millrace.messaging;

import dev.millrace.contracts.DataArrived;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.messaging.wire.ConfluentRegistry;
import dev.millrace.messaging.wire.Schemas;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Fixture: somebody else on the same broker, who sends and reads bytes. */
final class Wire implements AutoCloseable {

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final int arrivedId;

    Wire(Surroundings surroundings) {
        bootstrapServers = surroundings.bootstrapServers();
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        arrivedId = new ConfluentRegistry(
                        List.of(URI.create(surroundings.registryUrl())),
                        RestClient.builder()
                                .requestFactory(new SimpleClientHttpRequestFactory())
                                .build())
                .register(Topics.DATA_ARRIVED.subject(), Schemas.published(Schemas.reader(Topics.DATA_ARRIVED)));
    }

    byte[] framed(DataArrived event) {
        byte[] body = Codec.body(Topics.DATA_ARRIVED, event);
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(arrivedId)
                .put(body)
                .array();
    }

    void send(DataArrived event) {
        send(Topics.DATA_ARRIVED.name(), event.getDataset(), framed(event));
    }

    @SuppressWarnings("NullAway") // Kafka's record takes nulls and is not annotated.
    void send(String topic, @Nullable String key, byte @Nullable [] value) {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        send(new ProducerRecord<>(topic, keyBytes, value));
    }

    private void send(ProducerRecord<byte[], byte[]> sent) {
        try {
            producer.send(sent).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the topic from its start until {@code count} records match. */
    List<ConsumerRecord<byte[], byte[]>> read(
            String topic, int count, Predicate<ConsumerRecord<byte[], byte[]>> matching) {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        UUID.randomUUID().toString()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = IntStream.range(0, consumer.partitionsFor(topic).size())
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Await.until(() -> {
                consumer.poll(Duration.ofMillis(50)).forEach(each -> {
                    if (matching.test(each)) {
                        found.add(each);
                    }
                });
                return found.size() >= count;
            });
        }
        return found;
    }

    @Override
    public void close() {
        producer.close();
    }
}
