package dev.millrace.serving.prediction.kafka;

import dev.millrace.contracts.Topics;
import dev.millrace.messaging.DirectPublisher;
import dev.millrace.serving.prediction.PredictionIds;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes from one partition of {@code inference.logged} to the next with every batch, from one at random, so that the predictions
 * of few instances spread over all partitions and all replicas of monitoring have their share.
 */
final class PartitionRotation {

    private static final Logger log = LoggerFactory.getLogger(PartitionRotation.class);

    private final DirectPublisher publisher;
    private final PredictionIds ids;
    private int partitions;
    private int current;

    PartitionRotation(DirectPublisher publisher, PredictionIds ids) {
        this.publisher = publisher;
        this.ids = ids;
    }

    /** The broker may be away when the process starts; until it says how many partitions there are, the first is used. */
    void next() {
        if (partitions == 0) {
            try {
                partitions = publisher.partitions(Topics.INFERENCE_LOGGED);
                current = ThreadLocalRandom.current().nextInt(partitions);
            } catch (RuntimeException unreachable) {
                log.debug("Partitions of {} are not known yet", Topics.INFERENCE_LOGGED.name(), unreachable);
                return;
            }
        }
        current = (current + 1) % partitions;
        ids.assign(current);
    }
}
