package dev.millrace.local.chaos;

import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Every record of every topic, read from the first on and decoded as a foreign client would. */
final class EventLog {

    private static final int FRAME = 5;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final DecoderFactory DECODERS = DecoderFactory.get();

    private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final List<String> undecodable = new ArrayList<>();
    private final StackApi api;

    private EventLog(StackApi api) {
        this.api = api;
    }

    /** Up to where the topics end now. */
    static EventLog read(StackApi api) throws IOException {
        var log = new EventLog(api);
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                api.variable("MILLRACE_KAFKA"),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = Topics.ALL.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            log.readUpTo(consumer, consumer.endOffsets(partitions));
        }
        return log;
    }

    private void readUpTo(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) throws IOException {
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(POLL)) {
                add(polled);
            }
        }
    }

    private void add(ConsumerRecord<byte[], byte[]> polled) throws IOException {
        var id = polled.topic() + "-" + polled.partition() + "-" + polled.offset();
        var value = polled.value();
        if (value == null || value.length < FRAME || value[0] != 0) {
            undecodable.add(id);
            return;
        }
        try {
            var reader = reader(ByteBuffer.wrap(value, 1, 4).getInt());
            var decoder = DECODERS.binaryDecoder(value, FRAME, value.length - FRAME, null);
            events.add(new Event(id, polled.topic(), polled.partition(), value, reader.read(null, decoder)));
        } catch (IOException | AvroRuntimeException broken) {
            undecodable.add(id);
        }
    }

    private GenericDatumReader<GenericRecord> reader(int schema) throws IOException {
        var known = readers.get(schema);
        if (known != null) {
            return known;
        }
        var answer = api.schema(schema);
        var made = new GenericDatumReader<GenericRecord>(new Schema.Parser().parse(answer));
        readers.put(schema, made);
        return made;
    }

    /** The same without some events, as if they had never been told. */
    EventLog without(Predicate<Event> left) {
        var log = new EventLog(api);
        all().filter(left.negate()).forEach(log.events::add);
        return log;
    }

    /** The same with one event more. */
    EventLog with(Event more) {
        var log = without(event -> false);
        log.events.add(more);
        return log;
    }

    /** Every copy of every event, each partition in its order. */
    Stream<Event> all() {
        return events.stream();
    }

    /** The first copy of each event of a topic. */
    List<Event> distinct(Topic<?> topic) {
        var first = new HashMap<String, Event>();
        events.stream()
                .filter(event -> event.topic().equals(topic.name()))
                .forEach(event -> first.putIfAbsent(event.eventId(), event));
        return List.copyOf(first.values());
    }

    /** Where records lie that no reader can decode, as {@code topic-partition-offset}. */
    List<String> undecodable() {
        return List.copyOf(undecodable);
    }
}
