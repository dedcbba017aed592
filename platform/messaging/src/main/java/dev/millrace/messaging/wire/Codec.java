package dev.millrace.messaging.wire;

import dev.millrace.contracts.Topic;
import dev.millrace.messaging.ParkedException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
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
            throw parked("EMPTY_PAYLOAD", "the record has no value");
        }
        if (value[0] != 0) {
            throw parked("NOT_AVRO_FRAMED", "the first byte is %d, not 0".formatted(value[0]));
        }
        if (value.length < FRAME_BYTES) {
            throw parked("TRUNCATED_FRAME", "%d bytes are less than a frame".formatted(value.length));
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
                throw parked("AVRO_TRAILING", "bytes are left after the record");
            }
            return event;
        } catch (EOFException e) {
            throw parked("AVRO_TRUNCATED", "the value ends in the middle of the record");
        } catch (AvroTypeException | IndexOutOfBoundsException e) {
            throw parked("AVRO_UNION", "a union branch or enum symbol is out of range");
        } catch (IOException | AvroRuntimeException | UnsupportedOperationException | NegativeArraySizeException e) {
            throw parked("AVRO_LENGTH", "a length or number in the record is not possible");
        }
    }

    private <E extends SpecificRecord> SpecificDatumReader<E> reader(Topic<E> topic, int writerId) {
        var writer = writer(writerId);
        var reader = Schemas.reader(topic);
        if (!writer.getFullName().equals(reader.getFullName())) {
            throw parked(
                    "WRONG_TYPE",
                    "expected %s, the writer says %s".formatted(reader.getFullName(), writer.getFullName()));
        }
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
            throw parked("SCHEMA_INCOMPATIBLE", "schema %d cannot be read as %s".formatted(writerId, topic.subject()));
        }
        return new SpecificDatumReader<>(writer, reader, Schemas.dataOf(topic));
    }

    /** The registry may also know the id as that of a schema in another language, such as Protobuf. */
    private Schema writer(int writerId) {
        var json = ids.json(writerId);
        try {
            if (Schemas.namesJavaClasses(json)) {
                throw parked("SCHEMA_FORBIDDEN", "schema %d names Java classes".formatted(writerId));
            }
            return new Schema.Parser().parse(json);
        } catch (JacksonException | AvroRuntimeException e) {
            throw parked("SCHEMA_INCOMPATIBLE", "schema %d is no Avro schema".formatted(writerId));
        }
    }

    private static ParkedException parked(String code, String detail) {
        return new ParkedException(code, detail, false);
    }

    private record ReaderKey(Topic<?> topic, int writerId) {}
}
