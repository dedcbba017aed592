package dev.millrace.messaging;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** An event that arrived, decoded and checked: its type, key, id and envelope are what the topic promises. */
public record Received<E extends SpecificRecord>(
        E event, Envelope envelope, String key, String topic, int partition, long offset, Instant appendedAt) {}
