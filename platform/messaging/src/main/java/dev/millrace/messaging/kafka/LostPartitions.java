package dev.millrace.messaging.kafka;

import java.util.Collection;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/** Tells whoever compares records with earlier ones of a partition that others have read on from there. */
record LostPartitions(Consumer<Collection<TopicPartition>> forget) implements ConsumerAwareRebalanceListener {

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        forget.accept(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        forget.accept(partitions);
    }
}
