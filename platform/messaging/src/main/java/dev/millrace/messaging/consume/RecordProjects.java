package dev.millrace.messaging.consume;

import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.messaging.wire.Envelopes;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Tells whose a record is, however little else of it is right. */
public final class RecordProjects {

    private final Codec codec;

    public RecordProjects(Codec codec) {
        this.codec = codec;
    }

    /** {@link ParkedRecord#NO_PROJECT} where nobody can tell. */
    String of(ConsumerRecord<byte[], byte[]> polled) {
        return Topics.find(polled.topic()).map(topic -> of(topic, polled)).orElse(ParkedRecord.NO_PROJECT);
    }

    private String of(Topic<?> topic, ConsumerRecord<byte[], byte[]> polled) {
        try {
            return Envelopes.project(codec.decode(topic, polled.value())).orElse(ParkedRecord.NO_PROJECT);
        } catch (RuntimeException unreadable) {
            return ParkedRecord.NO_PROJECT;
        }
    }
}
