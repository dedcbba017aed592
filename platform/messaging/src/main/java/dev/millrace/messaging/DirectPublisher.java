package dev.millrace.messaging;

import dev.millrace.contracts.Topic;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what no document stands behind: logged predictions, deployments, labels. The envelope's aggregate is this
 * process ({@code service:instance:<id>}), or what the caller says, and sequences count up from 1.
 */
public interface DirectPublisher {

    /**
     * Sends as this process. Completes when the broker has acknowledged, exceptionally when it has not within two
     * minutes.
     *
     * @param partition null to choose by key
     */
    <E extends SpecificRecord> CompletableFuture<Void> send(
            Topic<E> topic, E event, @Nullable Integer partition, Lineage lineage);

    /** Sends as the only event of an aggregate of its own, so that sending it again is no second event. */
    <E extends SpecificRecord> CompletableFuture<Void> sendOnce(
            Topic<E> topic, E event, @Nullable Integer partition, Lineage lineage, String aggregateId);

    /** Partitions of the topic. */
    int partitions(Topic<?> topic);
}
