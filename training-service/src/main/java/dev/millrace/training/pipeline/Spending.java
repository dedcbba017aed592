package dev.millrace.training.pipeline;

import dev.millrace.pipelines.PipelineSpec.Retrain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the runs of the last 24 hours cost. Runs that ended within a quarter of an hour are counted together, so that there are
 * never more than some hundred entries, however many runs there are; such a group counts until its last run is a day old.
 */
public record Spending(List<Group> groups) {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WIDTH = Duration.ofMinutes(15);

    static final Spending NONE = new Spending(List.of());

    /**
     * What one run cost.
     *
     * @param rows that it read, those that others had read before included
     */
    record Cost(Duration took, long rows) {}

    /**
     * Runs that ended one soon after the other.
     *
     * @param rows that they read; null where that was not counted
     */
    public record Group(
            Instant first,
            Instant last,
            int runs,
            long millis,
            @Nullable Long rows) {

        static Group of(Cost cost, Instant at) {
            return new Group(at, at, 1, cost.took().toMillis(), cost.rows());
        }

        Group plus(Cost cost, Instant at) {
            return new Group(
                    first,
                    at.isAfter(last) ? at : last,
                    runs + 1,
                    millis + cost.took().toMillis(),
                    counted() + cost.rows());
        }

        long counted() {
            return rows == null ? 0 : rows;
        }

        boolean takes(Instant at) {
            return at.isBefore(first.plus(WIDTH));
        }
    }

    public Spending {
        groups = List.copyOf(groups);
    }

    Spending plus(Cost cost, Instant now) {
        var today = today(now).toList();
        if (!today.isEmpty() && today.getLast().takes(now)) {
            var older = today.subList(0, today.size() - 1).stream();
            return new Spending(Stream.concat(older, Stream.of(today.getLast().plus(cost, now)))
                    .toList());
        }
        return new Spending(
                Stream.concat(today.stream(), Stream.of(Group.of(cost, now))).toList());
    }

    int runs(Instant now) {
        return today(now).mapToInt(Group::runs).sum();
    }

    Duration training(Instant now) {
        return Duration.ofMillis(today(now).mapToLong(Group::millis).sum());
    }

    /** Rows that the runs of the last day read, each as often as it was read. */
    long rows(Instant now) {
        return today(now).mapToLong(Group::counted).sum();
    }

    /** When so much has left the day that something of each budget is left, if nothing is added. */
    Instant below(Retrain budgets, Instant now) {
        var left = new ArrayDeque<>(today(now).toList());
        var free = now;
        while (!left.isEmpty() && !new Spending(List.copyOf(left)).isBelow(budgets, now)) {
            free = left.removeFirst().last().plus(DAY);
        }
        return free;
    }

    private boolean isBelow(Retrain budgets, Instant now) {
        return runs(now) < budgets.runsPerDay()
                && training(now).compareTo(budgets.trainingPerDay()) < 0
                && (budgets.rowsPerDay() == null || rows(now) < budgets.rowsPerDay());
    }

    private Stream<Group> today(Instant now) {
        return groups.stream().filter(group -> group.last().isAfter(now.minus(DAY)));
    }
}
