package dev.millrace.messaging.commit;

import java.time.Instant;

/**
 * Where a record lies in its partition. Both the offset and the broker's time count: offsets start again when a topic is made anew,
 * and brokers' clocks differ.
 */
public record RecordPosition(long offset, Instant appendedAt) {

    /** Whether a record was delivered before this one, in the same partition. */
    boolean isAtOrBehind(RecordPosition other) {
        return offset <= other.offset && !appendedAt.isAfter(other.appendedAt);
    }

    RecordPosition latest(RecordPosition other) {
        return new RecordPosition(
                Math.max(offset, other.offset), appendedAt.isAfter(other.appendedAt) ? appendedAt : other.appendedAt);
    }
}
