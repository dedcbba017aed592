package dev.millrace.messaging;

import dev.millrace.contracts.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event to publish with a change. The kernel stamps the envelope (event id, aggregate, sequence, project, lineage,
 * time); the decider fills the rest, {@code pipeline} included.
 *
 * @param lineage null for that of the change's cause
 */
public record Announcement<E extends SpecificRecord>(
        Topic<E> topic, E event, @Nullable Lineage lineage) {

    public static <E extends SpecificRecord> Announcement<E> of(Topic<E> topic, E event) {
        return new Announcement<>(topic, event, null);
    }
}
