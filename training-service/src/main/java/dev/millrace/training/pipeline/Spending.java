package dev.millrace.training.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the runs of the last 24 hours cost. Runs that ended within a quarter of an hour are counted together, so that there are
 * never more than some hundred entries, however many runs there are; such a group counts until its last run is a day old.
 */
public record Spending(List<Group> groups) {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WIDTH = Duration.ofMinutes(15);

    static final Spending NONE = new Spending(List.of());

    /** Runs that ended one soon after the other. */
    public record Group(Instant first, Instant last, int runs, long millis) {

        Group plus(Duration took, Instant at) {
            return new Group(first, at.isAfter(last) ? at : last, runs + 1, millis + took.toMillis());
        }

        boolean takes(Instant at) {
            return at.isBefore(first.plus(WIDTH));
        }
    }

    public Spending {
        groups = List.copyOf(groups);
    }

    Spending plus(Duration took, Instant now) {
        var today = today(now).toList();
        if (!today.isEmpty() && today.getLast().takes(now)) {
            var older = today.subList(0, today.size() - 1).stream();
            return new Spending(Stream.concat(older, Stream.of(today.getLast().plus(took, now)))
                    .toList());
        }
        return new Spending(Stream.concat(today.stream(), Stream.of(new Group(now, now, 1, took.toMillis())))
                .toList());
    }

    int runs(Instant now) {
        return today(now).mapToInt(Group::runs).sum();
    }

    Duration training(Instant now) {
        return Duration.ofMillis(today(now).mapToLong(Group::millis).sum());
    }

    /** When so much has left the day that fewer runs and less training than these are in it, if nothing is added. */
    Instant below(int mostRuns, Duration mostTraining, Instant now) {
        var left = new ArrayDeque<>(today(now).toList());
        var free = now;
        while (!left.isEmpty() && !new Spending(List.copyOf(left)).isBelow(mostRuns, mostTraining, now)) {
            free = left.removeFirst().last().plus(DAY);
        }
        return free;
    }

    private boolean isBelow(int mostRuns, Duration mostTraining, Instant now) {
        return runs(now) < mostRuns && training(now).compareTo(mostTraining) < 0;
    }

    private Stream<Group> today(Instant now) {
        return groups.stream().filter(group -> group.last().isAfter(now.minus(DAY)));
    }
}
