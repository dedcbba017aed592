package dev.millrace.local.chaos;

import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * One copy of an event as it lies on a topic.
 *
 * @param id where it lies, as {@code topic-partition-offset}
 * @param value the bytes of the record, with their frame
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole; copies are compared byte by byte on purpose.
record Event(String id, String topic, int partition, byte[] value, GenericRecord content) {

    String eventId() {
        return text("eventId");
    }

    String aggregateId() {
        return text("aggregateId");
    }

    long sequence() {
        return number("sequence");
    }

    String text(String field) {
        return String.valueOf(content.get(field));
    }

    @Nullable
    String optional(String field) {
        var value = content.get(field);
        return value == null ? null : value.toString();
    }

    long number(String field) {
        return ((Number) content.get(field)).longValue();
    }

    boolean flag(String field) {
        return (Boolean) content.get(field);
    }

    List<String> texts(String field) {
        return ((List<?>) content.get(field)).stream().map(String::valueOf).toList();
    }
}
