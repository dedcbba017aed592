package dev.millrace.monitoring.drift.watch;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Stored;
import dev.millrace.monitoring.PartitionStates;
import dev.millrace.monitoring.drift.rule.Rules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts what serving answered. A batch changes the document of its own partition only, so replicas do not wait for each other;
 * then the windows that are full are closed.
 */
public class CountPredictions {

    private static final String ACTOR = "monitoring";
    private static final String GENERATION_OLD = "GENERATION_OLD";

    private final AggregateStore<Watch> watches;
    private final PartitionStates<PartitionCounts> partitions;
    private final Baselines baselines;
    private final Rules rules;
    private final Approvals approvals;
    private final CloseWindows closeWindows;
    private final LongConsumer unwatched;

    /** @param unwatched is told how many rows were of models that are not watched */
    public CountPredictions(
            Aggregates aggregates,
            Baselines baselines,
            Rules rules,
            Approvals approvals,
            CloseWindows closeWindows,
            LongConsumer unwatched) {
        this.watches = CloseWindows.watches(aggregates);
        this.partitions = PartitionCounts.in(aggregates);
        this.baselines = baselines;
        this.rules = rules;
        this.approvals = approvals;
        this.closeWindows = closeWindows;
        this.unwatched = unwatched;
    }

    /** @param batch records of one partition, in order */
    public void count(int partition, List<Logged> batch) {
        batch.stream()
                .collect(Collectors.groupingBy(Logged::watch, LinkedHashMap::new, Collectors.toList()))
                .forEach((id, records) -> count(id, partition, records));
    }

    private void count(String id, int partition, List<Logged> records) {
        long newest = records.stream().mapToLong(Logged::generation).max().orElse(0);
        var watch = watch(id, newest);
        if (watch.isEmpty()) {
            unwatched.accept(
                    records.stream().mapToLong(record -> record.rows().size()).sum());
            return;
        }
        while (!counted(id, partition, records, watch.get())) {
            watch = watches.find(id).map(Stored::state);
        }
        closeWindows.close(id);
    }

    /** The watch of this generation or a newer one; an older one where no approval of this generation is to be had. */
    private Optional<Watch> watch(String id, long generation) {
        var known = watches.find(id).map(Stored::state);
        if (known.isPresent() && known.get().generation() >= generation) {
            return known;
        }
        approvals.await(id, generation);
        return watches.find(id).map(Stored::state);
    }

    /**
     * False where the partition is counted for a newer generation already, which the caller has to read first.
     *
     * @throws ParkedException where the store will never take the change, such as a document above its limit
     */
    private boolean counted(String id, int partition, List<Logged> records, Watch watch) {
        var baseline = switch (baselines.find(watch.approved().packageDigest())) {
            case Baselines.Lookup.Found(var found) -> found;
            case Baselines.Lookup.Unreadable unreadable -> null;
        };
        var ready =
                records.stream().map(logged -> ready(logged, watch, baseline)).toList();
        var rule = rules.of(watch.approved().project(), watch.approved().pipeline());
        var plan = new WindowPlan(
                rule.windowRows(),
                baseline == null ? 0 : baseline.values(),
                rule.timing().atLeast());
        var outcome = partitions
                .store()
                .internal(
                        ACTOR,
                        new Lineage(watch.approved().eventId(), watch.approved().eventId(), 0),
                        PartitionStates.id(id, partition),
                        state -> decide(state, ready, watch, partition, plan, baseline));
        if (outcome instanceof Outcome.Refused<PartitionCounts>(var code, var detail)) {
            if (!code.equals(GENERATION_OLD)) {
                throw new ParkedException(code, detail, false);
            }
            return false;
        }
        return true;
    }

    private static Decision<PartitionCounts> decide(
            @Nullable PartitionCounts state,
            List<PartitionCounts.Ready> ready,
            Watch watch,
            int partition,
            WindowPlan plan,
            @Nullable BinnedBaseline baseline) {
        var before = state == null || state.generation() < watch.generation()
                ? PartitionCounts.begin(watch.generation(), state)
                : state;
        if (before.generation() > watch.generation()) {
            return Decision.refuse(GENERATION_OLD, "the partition is counted for a newer generation");
        }
        var after = before.plus(ready, watch.taken(partition), plan, baseline);
        return after.equals(state) ? Decision.ignore("counted before") : Decision.apply(after, "predictions.counted");
    }

    private static PartitionCounts.Ready ready(Logged logged, Watch watch, @Nullable BinnedBaseline baseline) {
        if (logged.generation() != watch.generation() || logged.version() != watch.version()) {
            return PartitionCounts.Ready.other(logged);
        }
        return baseline == null
                ? PartitionCounts.Ready.unreadable(logged)
                : PartitionCounts.Ready.compared(logged, baseline.bin(logged));
    }
}
