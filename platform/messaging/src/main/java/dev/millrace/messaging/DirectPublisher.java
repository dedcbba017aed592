package dev.millrace.messaging;

import dev.millrace.contracts.Topic;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events that no document stands behind, such as logged predictions and deployments. Their aggregate is this process
 * ({@code service:instance:<id>}, a new one after each start), or the one that the caller names, and their sequences count up
 * from 1.
 */
public interface DirectPublisher {

    /**
     * Gives the event its envelope, as the next event of this process. A caller that may have to send it several times keeps
     * the result, because every copy must have the same id and the same content.
     *
     * @param partition null to choose by key
     */
    <E extends SpecificRecord> Stamped stamp(Topic<E> topic, E event, @Nullable Integer partition, Lineage lineage);

    /** Stamps the event and sends it once; completes as {@link Stamped#send} does. */
    default <E extends SpecificRecord> CompletableFuture<Void> send(
            Topic<E> topic, E event, @Nullable Integer partition, Lineage lineage) {
        return stamp(topic, event, partition, lineage).send();
    }

    /**
     * Sends as the only event of an aggregate of its own, for a caller that cannot know whether it has sent the event before. An
     * event that says itself when it occurred keeps that time, and a digest of its content becomes part of the aggregate's id:
     * sent again with the same content it has the same id and bytes, and with any other content it is another event. An
     * event without a time gets that of the call, and the caller promises to send it once.
     *
     * @param aggregateId who says it, and about what
     */
    <E extends SpecificRecord> CompletableFuture<Void> sendOnce(
            Topic<E> topic, E event, @Nullable Integer partition, Lineage lineage, String aggregateId);

    /**
     * Partitions of the topic.
     *
     * @throws dev.millrace.messaging.commit.UnavailableException where the broker does not answer
     */
    int partitions(Topic<?> topic);

    /** An event that is ready to be sent, as often as it takes. */
    @FunctionalInterface
    interface Stamped {

        /**
         * Sends one copy. Completes when the broker has acknowledged it, and exceptionally when that did not happen within
         * ten seconds: with an {@link dev.millrace.messaging.commit.UnavailableException} where the same may be sent again.
         */
        CompletableFuture<Void> send();
    }
}
