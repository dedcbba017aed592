package dev.millrace.contracts;

import org.apache.avro.specific.SpecificRecord;

/**
 * One topic: its name, the only record type allowed on it, and the payload field that repeats the record's key.
 *
 * @param retention whether Kafka keeps every record for a time, or the last one per key for ever
 * @param writers who may publish on it
 */
public record Topic<E extends SpecificRecord>(
        String name, Class<E> type, String keyField, Retention retention, Writers writers) {

    /** Who may publish on a topic. */
    public enum Writers {
        /** The service that the topic belongs to. */
        MILLRACE,
        /** Also producers outside, whose events keep fewer rules: see {@code docs/events.md}. */
        ANYBODY
    }

    /** How long Kafka keeps a topic's records. */
    public enum Retention {
        /** Every record, for the time that {@code deploy/topics.yaml} gives. */
        DELETE,
        /** The last record of each key, for ever: the topic is a table. */
        COMPACT
    }

    /** How many partitions a table has at most: every replica reads all of it, so more of them make nothing faster. */
    private static final int TABLE_PARTITIONS = 4;

    /** How many partitions this topic has where a topic whose records replicas share has {@code shared} of them. */
    public int partitions(int shared) {
        return switch (retention) {
            case DELETE -> shared;
            case COMPACT -> Math.min(shared, TABLE_PARTITIONS);
        };
    }

    /** The registry subject of this topic's values. */
    public String subject() {
        return name + "-value";
    }

    /** Where the consumer group {@code service} leaves copies of records it cannot read. */
    public String parkingTopic(String service) {
        return parkingTopic(name, service);
    }

    /** As {@link #parkingTopic(String)}, of the topic {@code name}. */
    public static String parkingTopic(String name, String service) {
        return name + "." + service + ".dlt";
    }
}
