package dev.millrace.local;

import dev.millrace.contracts.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

/** Puts records on topics that break one promise each. */
final class Garbage implements AutoCloseable {

    /** What the records are parked for, in the order in which they are sent. */
    static final List<String> CODES = List.of("NOT_AVRO_FRAMED", "SCHEMA_UNKNOWN", "KEY_MISMATCH");

    private static final int NO_SCHEMA = 2_000_000_000;
    private static final String AGGREGATE = "nobody:nothing:default/none";

    private final KafkaProducer<String, byte[]> producer;
    private final String registry;

    Garbage(Services services) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", services.variable("MILLRACE_KAFKA")),
                new StringSerializer(),
                new ByteArraySerializer());
        registry = services.variable("MILLRACE_SCHEMA_REGISTRY_URL");
    }

    /** One of each kind. */
    void send(Topic<?> topic) throws IOException {
        send(topic, "no frame at all".getBytes(StandardCharsets.UTF_8));
        send(topic, framed(NO_SCHEMA, new byte[] {1, 2, 3}));
        send(topic, framed(schemaId(topic), event(topic)));
    }

    private void send(Topic<?> topic, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topic.name(), "not the key", value))
                    .get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static byte[] framed(int schema, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(schema)
                .put(body)
                .array();
    }

    private int schemaId(Topic<?> topic) throws IOException {
        var latest = URI.create(registry + "/subjects/" + topic.name() + "-value/versions/latest");
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(latest).build(), BodyHandlers.ofString());
            return new JsonMapper().readTree(answer.body()).path("id").asInt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** An event that is whole in itself, of an aggregate that there is not. */
    private static byte[] event(Topic<?> topic) throws IOException {
        var schema = SpecificData.get().getSchema(topic.type());
        var event = (GenericRecord) anything(schema);
        event.put("project", "default");
        event.put("aggregateId", AGGREGATE);
        event.put("eventId", sha256(AGGREGATE + "#" + event.get("sequence")).substring(0, 32));
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(event, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static Object anything(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                var made = new GenericData.Record(schema);
                schema.getFields().forEach(field -> made.put(field.pos(), anything(field.schema())));
                yield made;
            }
            case UNION -> anything(schema.getTypes().getLast());
            case ENUM ->
                new GenericData.EnumSymbol(schema, schema.getEnumSymbols().getFirst());
            case ARRAY -> List.of();
            case MAP -> Map.of();
            case STRING -> "x";
            case BYTES -> ByteBuffer.allocate(0);
            case FIXED -> new GenericData.Fixed(schema, new byte[schema.getFixedSize()]);
            case INT -> 1;
            case LONG -> 1L;
            case FLOAT -> 1f;
            case DOUBLE -> 1d;
            case BOOLEAN -> true;
            case NULL -> throw new AssertionError("a field that can only be null: " + schema);
        };
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
