package dev.millrace.monitoring.feedback;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where the labels of each partition are kept, by model and partition. */
final class PartitionsOfScore {

    private static final int PAGE = 100;

    private final AggregateStore<PartitionLabels> labels;

    PartitionsOfScore(Aggregates aggregates) {
        this.labels = aggregates.of(AggregateType.derived("partition-labels", PartitionLabels.class));
    }

    AggregateStore<PartitionLabels> store() {
        return labels;
    }

    static String id(String scoreId, int partition) {
        return "%s/%06d".formatted(scoreId, partition);
    }

    /** The labels of a generation, by partition; there are as many at most as the topic has partitions. */
    Map<Integer, PartitionLabels> of(String scoreId, long generation) {
        var found = new TreeMap<Integer, PartitionLabels>();
        var prefix = scoreId + "/";
        var page = labels.list(prefix, "", PAGE);
        while (!page.isEmpty()) {
            for (var stored : page) {
                if (stored.state().generation() == generation) {
                    found.put(Integer.valueOf(stored.id().substring(prefix.length())), stored.state());
                }
            }
            page = page.size() < PAGE
                    ? List.of()
                    : labels.list(prefix, page.getLast().id(), PAGE);
        }
        return found;
    }
}
