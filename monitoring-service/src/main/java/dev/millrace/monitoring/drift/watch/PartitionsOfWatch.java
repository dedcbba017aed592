package dev.millrace.monitoring.drift.watch;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where the counts of each partition are kept, by model and partition. */
final class PartitionsOfWatch {

    private static final int PAGE = 100;

    private final AggregateStore<PartitionCounts> counts;

    PartitionsOfWatch(Aggregates aggregates) {
        this.counts = aggregates.of(AggregateType.derived("partition-counts", PartitionCounts.class));
    }

    AggregateStore<PartitionCounts> store() {
        return counts;
    }

    static String id(String watch, int partition) {
        return "%s/%06d".formatted(watch, partition);
    }

    /** The counts of a generation, by partition; there are as many at most as the topic has partitions. */
    Map<Integer, PartitionCounts> of(String watch, long generation) {
        var found = new TreeMap<Integer, PartitionCounts>();
        var prefix = watch + "/";
        var page = counts.list(prefix, "", PAGE);
        while (!page.isEmpty()) {
            for (var stored : page) {
                if (stored.state().generation() == generation) {
                    found.put(Integer.valueOf(stored.id().substring(prefix.length())), stored.state());
                }
            }
            page = page.size() < PAGE
                    ? List.of()
                    : counts.list(prefix, page.getLast().id(), PAGE);
        }
        return found;
    }
}
