package dev.millrace.messaging.wire;

import dev.millrace.contracts.Topic;
import dev.millrace.messaging.ParkedException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ConcurrentLruCache;
import tools.jackson.core.JacksonException;

/**
 * Turns events into the Confluent wire format (a zero byte, the writer schema's id in four bytes, Avro binary) and back.
 * What cannot be read ends in a {@link ParkedException} whose code says why.
 */
public final class Codec {

    private static final int FRAME_BYTES = 5;
    private static final int DIFFERENCES = 3;
    private static final String FORMAT =
            "Send Confluent's wire format, as its Avro serializers write it: a zero byte, the "
                    + "schema's id in four bytes, Avro binary";
    private static final String SCHEMA = "Write it with the schema whose id it names";

    /** Our own schemas are few; whoever writes with ever new ones must not fill the memory. */
    private static final int READERS = 256;

    private final SchemaIds ids;
    private final ConcurrentLruCache<ReaderKey, SpecificDatumReader<?>> readers =
            new ConcurrentLruCache<>(READERS, key -> reader(key.topic(), key.writerId()));

    public Codec(SchemaIds ids) {
        this.ids = ids;
    }

    /** The event as Avro binary, without a frame: what an outbox keeps. */
    public static <E extends SpecificRecord> byte[] body(Topic<E> topic, E event) {
        try {
            var bytes = new ByteArrayOutputStream(512);
            var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new SpecificDatumWriter<E>(event.getSchema(), Schemas.dataOf(topic)).write(event, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What goes on the wire for a body of the schema with this fingerprint. */
    public byte[] frame(String fingerprint, byte[] body) {
        return ByteBuffer.allocate(FRAME_BYTES + body.length)
                .put((byte) 0)
                .putInt(ids.idOf(fingerprint))
                .put(body)
                .array();
    }

    /**
     * @throws ParkedException when these bytes are no event of the topic
     * @throws RegistryException when that cannot be told at the moment
     */
    public <E extends SpecificRecord> E decode(Topic<E> topic, byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            throw parked("EMPTY_PAYLOAD", "The record has no value. " + FORMAT);
        }
        if (value[0] != 0) {
            throw parked("NOT_AVRO_FRAMED", "The first byte is %d, not 0. %s".formatted(value[0], FORMAT));
        }
        if (value.length < FRAME_BYTES) {
            throw parked(
                    "TRUNCATED_FRAME",
                    "The value has %d bytes, fewer than a frame. %s".formatted(value.length, FORMAT));
        }
        int writerId = ByteBuffer.wrap(value).getInt(1);
        return topic.type().cast(read(readers.get(new ReaderKey(topic, writerId)), value));
    }

    private static Object read(SpecificDatumReader<?> reader, byte[] value) {
        try {
            BinaryDecoder decoder =
                    DecoderFactory.get().binaryDecoder(value, FRAME_BYTES, value.length - FRAME_BYTES, null);
            Object event = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw parked("AVRO_TRAILING", "Bytes are left after the record. " + SCHEMA);
            }
            return event;
        } catch (EOFException e) {
            throw parked("AVRO_TRUNCATED", "The value ends in the middle of the record. " + SCHEMA);
        } catch (AvroTypeException | IndexOutOfBoundsException e) {
            throw parked("AVRO_UNION", "A union branch or enum symbol is out of range. " + SCHEMA);
        } catch (IOException | AvroRuntimeException | UnsupportedOperationException | NegativeArraySizeException e) {
            throw parked("AVRO_LENGTH", "A length or number in the record is not possible. " + SCHEMA);
        }
    }

    private <E extends SpecificRecord> SpecificDatumReader<E> reader(Topic<E> topic, int writerId) {
        var writer = writer(writerId);
        var reader = Schemas.reader(topic);
        if (!writer.getFullName().equals(reader.getFullName())) {
            throw parked(
                    "WRONG_TYPE",
                    "The topic carries %s, and the schema that the value names is %s. Write with the latest schema of the subject %s"
                            .formatted(reader.getFullName(), writer.getFullName(), topic.subject()));
        }
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
            throw parked(
                    "SCHEMA_INCOMPATIBLE",
                    "Schema %d cannot be read as %s: %s. Write with the latest schema of that subject"
                            .formatted(writerId, topic.subject(), differences(compatibility)));
        }
        return new SpecificDatumReader<>(writer, reader, Schemas.dataOf(topic));
    }

    /** The registry may also know the id as that of a schema in another language, such as Protobuf. */
    private Schema writer(int writerId) {
        var json = ids.json(writerId);
        try {
            if (Schemas.namesJavaClasses(json)) {
                throw parked(
                        "SCHEMA_FORBIDDEN",
                        "Schema %d names Java classes. Register it without: Confluent's serializer for Java does so with avro.remove.java.properties=true"
                                .formatted(writerId));
            }
            return new Schema.Parser().parse(json);
        } catch (JacksonException | AvroRuntimeException e) {
            throw parked(
                    "SCHEMA_INCOMPATIBLE",
                    "Schema %d is no Avro schema. Write with the latest schema of the topic's subject"
                            .formatted(writerId));
        }
    }

    /** Such as {@code /fields/3 READER_FIELD_MISSING_DEFAULT_VALUE dataset}, the first of them. */
    private static String differences(SchemaCompatibility.SchemaPairCompatibility compatibility) {
        return compatibility.getResult().getIncompatibilities().stream()
                .limit(DIFFERENCES)
                .map(each -> "%s %s".formatted(each.getType(), each.getMessage()))
                .collect(Collectors.joining(", "));
    }

    private static ParkedException parked(String code, String detail) {
        return new ParkedException(code, detail, false);
    }

    private record ReaderKey(Topic<?> topic, int writerId) {}
}
