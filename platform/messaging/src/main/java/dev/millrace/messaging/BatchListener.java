package dev.millrace.messaging;

import dev.millrace.contracts.Topic;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Like {@link EventListener}, for a topic with traffic of its own: gets what one poll brought, all of one partition, in
 * order. Offsets move on after the call returns, so a batch may come again after a crash; folds keep the last offset
 * of each partition in their own state and skip what they have read before. A batch that fails five times comes in batches of
 * one, of which those that fail again are parked.
 */
public interface BatchListener<E extends SpecificRecord> {

    Topic<E> topic();

    /** As {@link EventListener#name()}. */
    default String name() {
        return getClass().getSimpleName();
    }

    void on(int partition, List<Received<E>> batch);
}
