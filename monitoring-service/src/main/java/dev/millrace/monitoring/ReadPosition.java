package dev.millrace.monitoring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a partition was read. An offset that was passed already and a time that was not mean that the topic was made anew: its
 * offsets begin again.
 *
 * @param nextOffset of the first record that was not read yet
 * @param readTo when the broker took the youngest record that was read; null before that was kept
 */
public record ReadPosition(long nextOffset, @Nullable Instant readTo) {

    /** Whether a record was not read yet. */
    public boolean isNew(long offset, Instant appendedAt) {
        return offset >= nextOffset || isOfANewTopic(offset, appendedAt);
    }

    public boolean isOfANewTopic(long offset, Instant appendedAt) {
        return offset < nextOffset && readTo != null && appendedAt.isAfter(readTo);
    }

    /** After the records up to this offset, the youngest of which the broker took at a time. */
    public ReadPosition after(long offset, Instant youngest) {
        long next = isOfANewTopic(offset, youngest) ? offset + 1 : Math.max(nextOffset, offset + 1);
        return new ReadPosition(next, readTo == null || youngest.isAfter(readTo) ? youngest : readTo);
    }
}
