package dev.millrace.local;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

/** A producer outside Millrace, which knows no more than the registry's schemas and says no more than it must. */
final class Outside {

    private final Services services;

    Outside(Services services) {
        this.services = services;
    }

    void publish(String topic, String key, Map<String, Object> said) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", services.variable("MILLRACE_KAFKA")),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value(topic, said))).get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private byte[] value(String topic, Map<String, Object> said) {
        var latest =
                services.variable("MILLRACE_SCHEMA_REGISTRY_URL") + "/subjects/" + topic + "-value/versions/latest";
        try (var answer = URI.create(latest).toURL().openStream()) {
            var schema = new JsonMapper().readTree(answer);
            var event = new GenericRecordBuilder(
                    new Schema.Parser().parse(schema.path("schema").asString()));
            said.forEach(event::set);
            var bytes = new ByteArrayOutputStream();
            var frame = new DataOutputStream(bytes);
            frame.writeByte(0);
            frame.writeInt(schema.path("id").asInt());
            var record = event.build();
            new GenericDatumWriter<GenericRecord>(record.getSchema())
                    .write(record, EncoderFactory.get().directBinaryEncoder(bytes, null));
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
