package dev.millrace.benchmarks;

import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Every event that the stack publishes from now on, with the time at which the broker appended it. */
final class EventLog implements AutoCloseable {

    private static final int FRAME = 5;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Topic<?>> topics = new HashMap<>();
    private final List<Event> events = new ArrayList<>();

    /** Without predictions, which are many. */
    EventLog() {
        this(Topics.ALL.stream()
                .filter(topic -> !topic.equals(Topics.INFERENCE_LOGGED))
                .toList());
    }

    EventLog(Collection<? extends Topic<?>> watched) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Stack.variable("MILLRACE_KAFKA")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        watched.forEach(topic -> topics.put(topic.name(), topic));
        var partitions = topics.keySet().stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Reads until so many events fit, or the time is over. */
    List<Event> await(int count, Duration limit, Predicate<Event> fits) {
        long end = System.nanoTime() + limit.toNanos();
        while (events.stream().filter(fits).count() < count && System.nanoTime() < end) {
            consumer.poll(Duration.ofMillis(50)).forEach(record -> events.add(decode(record)));
        }
        return events.stream().filter(fits).toList();
    }

    private Event decode(ConsumerRecord<byte[], byte[]> record) {
        var schema = SpecificData.get()
                .getSchema(Objects.requireNonNull(topics.get(record.topic())).type());
        var decoder = DecoderFactory.get().binaryDecoder(record.value(), FRAME, record.value().length - FRAME, null);
        try {
            return new Event(
                    record.topic(),
                    record.timestamp(),
                    new GenericDatumReader<GenericRecord>(schema).read(null, decoder),
                    Arrays.copyOf(record.value(), FRAME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    /**
     * @param at the broker's append time, milliseconds since 1970
     * @param frame what stands before the body on the wire: a zero and the schema's id
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Event(String topic, long at, GenericRecord body, byte[] frame) {

        boolean is(Topic<?> wanted) {
            return topic.equals(wanted.name());
        }

        String text(String field) {
            return String.valueOf(body.get(field));
        }
    }
}
