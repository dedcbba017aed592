package dev.millrace.messaging.consume;

import dev.millrace.messaging.ParkedException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where records wait that could not be handled, so that those behind them need not. */
public interface Parking {

    /**
     * Keeps the record before it returns; the same record for the same listener again changes nothing.
     *
     * @param listener the name of the listener that could not handle it; empty where no listener can
     * @return whether it was not kept before
     */
    boolean park(ConsumerRecord<byte[], byte[]> record, String listener, ParkedException why);

    Optional<ParkedRecord> find(String id);

    /** Those that wait, the last parked first. */
    List<ParkedRecord> list(int limit);

    /** How many wait. */
    long total();

    /** Ids of those that wait, were parked after {@code since}, and may be cured by time. */
    List<String> retried(Instant since);

    /** Writes down that a record was tried again and what came of it. */
    void tried(String id, String actor, ParkedRecord.Status status, String detail);
}
