package dev.millrace.messaging;

import dev.millrace.contracts.Topic;
import org.apache.avro.specific.SpecificRecord;

/**
 * What a service does with the events of one topic: translate, delegate to a use case, no more. Every bean of this
 * type is subscribed when the service starts. Several beans may listen to one topic: each gets every record, and each fails on
 * its own.
 *
 * <p>Returning means done. A {@link ParkedException} parks the record for this listener. During an outage of store, broker,
 * registry or file system the record is delivered again and again, with the consumer paused in between, so a listener
 * ignores a record that it has handled before. Any other exception is tried five times within about three seconds, and then
 * the record is parked.
 */
public interface EventListener<E extends SpecificRecord> {

    Topic<E> topic();

    void on(Received<E> received);

    /** By which a parked record finds its listener again, so it stays the same from release to release. */
    default String name() {
        return getClass().getSimpleName();
    }

    default Delivery delivery() {
        return Delivery.SHARED;
    }

    /**
     * Called when every record that the topic held when this replica started reading it has been handled; before
     * anything is read where the topic is empty. Not on a thread of {@link #on}, and after a failed start it may be called
     * again. Only with {@link Delivery#EVERY_REPLICA_FROM_START}.
     */
    default void caughtUp() {}

    /** Who gets a topic's records. */
    enum Delivery {
        /** Each record goes to one replica of the service, which goes on where the last one stopped. */
        SHARED,
        /** Each replica reads the whole topic from its start, every time it starts: for compacted topics as tables. */
        EVERY_REPLICA_FROM_START
    }
}
