package dev.millrace.messaging.consume;

import dev.millrace.messaging.ParkedException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Where records wait that could not be handled, so that those behind them need not. */
public interface Parking {

    /**
     * Keeps the record before it returns; the same record for the same listener again changes nothing.
     *
     * @param project whose record it is; {@link ParkedRecord#NO_PROJECT} where it cannot tell
     * @param listener the name of the listener that could not handle it; empty where no listener can
     * @return whether it was not kept before
     */
    boolean park(ConsumerRecord<byte[], byte[]> record, String project, String listener, ParkedException why);

    Optional<ParkedRecord> find(String id);

    /**
     * Those of these projects that wait, the last parked first.
     *
     * @param topic null for all topics
     * @param after the last record of the page before; null for the first page
     */
    List<ParkedRecord> list(Set<String> projects, @Nullable String topic, @Nullable ParkedRecord after, int limit);

    /** How many of these projects wait, on one topic or, where it is null, on all. */
    long total(Set<String> projects, @Nullable String topic);

    /** How many wait, whosever they are. */
    long waiting();

    /** Ids of those that wait, were parked after {@code since}, and may be cured by time. */
    List<String> retried(Instant since);

    /**
     * Writes down that a record was tried again and what came of it.
     *
     * @param by null where nobody asked for it
     */
    void tried(String id, ParkedRecord.@Nullable Treatment by, ParkedRecord.Status status, String detail);
}
