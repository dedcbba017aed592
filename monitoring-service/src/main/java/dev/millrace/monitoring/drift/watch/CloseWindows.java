package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.rule.Rule;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateStore.Decider;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobChange;
import dev.millrace.messaging.JobClaim;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.ReadModel;
import dev.millrace.messaging.Stored;
import dev.millrace.monitoring.LookAgain;
import dev.millrace.monitoring.PartitionStates;
import dev.millrace.monitoring.WindowMeters;
import dev.millrace.monitoring.drift.rule.Rules;
import dev.millrace.monitoring.episode.Episodes;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Closes the windows of a model that are full. Every replica looks after each batch that it counted; where two find the same
 * window full, the watch takes the change of one of them, and that one looks again until no window is full. So nobody needs to
 * try twice, and no full window is left: what was counted before a look is seen by it. A window that has its rows, and to which no
 * later row comes that shows how long it has lasted, is closed by the clock, as the job of its watch.
 */
public class CloseWindows {

    static final String JOB = "window";

    private static final String ACTOR = "monitoring";

    private final AggregateStore<Watch> watches;
    private final PartitionStates<PartitionCounts> partitions;
    private final JudgedWindows windows;
    private final WatchedModels models;
    private final Baselines baselines;
    private final Rules rules;
    private final Episodes episodes;
    private final WindowNews news;
    private final WindowMeters meters;
    private final InstantSource clock;
    private final CoarsenWindows coarsenWindows;
    private final LookAgain looks = new LookAgain();

    public CloseWindows(
            Aggregates aggregates,
            JudgedWindows windows,
            WindowHistory history,
            WatchedModels models,
            Baselines baselines,
            Rules rules,
            Episodes episodes,
            DriftAnnouncements announcements,
            EstimateAnnouncements estimateAnnouncements,
            WindowMeters meters,
            InstantSource clock) {
        this.clock = clock;
        this.episodes = episodes;
        this.meters = meters;
        this.watches = watches(aggregates);
        this.partitions = PartitionCounts.in(aggregates);
        this.windows = windows;
        this.coarsenWindows = new CoarsenWindows(history);
        this.models = models;
        this.baselines = baselines;
        this.rules = rules;
        this.news = new WindowNews(announcements, estimateAnnouncements);
    }

    static AggregateStore<Watch> watches(Aggregates aggregates) {
        return aggregates.of(Watch.TYPE);
    }

    /** Closes the windows that are full now. */
    void close(String id) {
        looks.whileThereIsMore(id, () -> closedSome(id));
    }

    /** False where no window is full, or somebody else changed the watch meanwhile and therefore looks again. */
    private boolean closedSome(String id) {
        var before = watches.find(id).map(Stored::state);
        if (before.isEmpty()) {
            return false;
        }
        var watch = before.get();
        var rule = rules.of(watch.approved().project(), watch.approved().pipeline());
        var counts = partitions.of(id, watch.generation());
        if (rowsWaiting(watch, counts, true) == 0
                || !(baselines.find(watch.approved().packageDigest())
                        instanceof Baselines.Lookup.Found(var baseline))) {
            return false;
        }
        if (WindowFilling.mayBeWhole(watch, counts, rule)) {
            var closed = ClosedWindows.of(watch, counts, baseline, rule);
            if (!closed.windows().isEmpty()) {
                return commit(
                        id,
                        watch,
                        closed,
                        news.of(watch, closed, counts, baseline, rule),
                        (lineage, decider) -> watches.internal(ACTOR, lineage, id, decider));
            }
        }
        closeLater(id, watch, counts, baseline, rule);
        return false;
    }

    /** Where a window has its rows, and a later one is still to show that it has lasted long enough, the clock does if none comes. */
    private void closeLater(
            String id, Watch watch, Map<Integer, PartitionCounts> counts, BinnedBaseline baseline, Rule rule) {
        var atLeast = rule.timing().atLeast();
        if (watch.closesAt() != null
                || atLeast.isZero()
                || rowsWaiting(watch, counts, areBlocksWindows(baseline, rule)) < rule.windowRows()) {
            return;
        }
        var at = clock.instant().plus(atLeast);
        watches.internal(
                ACTOR,
                lineage(watch),
                id,
                state -> watch.equals(state)
                        ? Decision.apply(watch.closingAt(at), "window.filled").with(new JobChange.Request(JOB, at))
                        : Decision.ignore("changed meanwhile"));
    }

    private static long rowsWaiting(Watch watch, Map<Integer, PartitionCounts> counts, boolean inUnfinishedBlocksToo) {
        return counts.entrySet().stream()
                .mapToLong(each -> {
                    var taken = watch.taken(each.getKey());
                    return inUnfinishedBlocksToo
                            ? each.getValue().rowsWaiting(taken)
                            : each.getValue().waiting(taken);
                })
                .sum();
    }

    private static boolean areBlocksWindows(BinnedBaseline baseline, Rule rule) {
        return new WindowPlan(
                        rule.windowRows(), baseline.values(), rule.timing().atLeast())
                .areBlocksWindows();
    }

    /** Closes the window that has its rows and has waited for a later one in vain, and those behind it that have waited as long. */
    void closeQuiet(JobClaim<Watch> claim) {
        var watch = claim.state();
        var rule = rules.of(watch.approved().project(), watch.approved().pipeline());
        if (watch.closesAt() == null
                || !(baselines.find(watch.approved().packageDigest())
                        instanceof Baselines.Lookup.Found(var baseline))) {
            claim.complete(lineage(watch), CloseWindows::notClosed);
            return;
        }
        var counts = finished(claim.aggregateId(), watch, rule, baseline);
        var closed = ClosedWindows.ofQuiet(watch, counts, baseline, rule, clock.instant());
        boolean done = !closed.windows().isEmpty()
                && commit(
                        claim.aggregateId(),
                        watch,
                        closed,
                        news.of(watch, closed, counts, baseline, rule),
                        claim::complete);
        if (!done) {
            claim.complete(lineage(watch), CloseWindows::notClosed);
        }
        close(claim.aggregateId());
    }

    private Map<Integer, PartitionCounts> finished(String id, Watch watch, Rule rule, BinnedBaseline baseline) {
        var counts = partitions.of(id, watch.generation());
        var unfinished = counts.entrySet().stream()
                .filter(each -> each.getValue().blocks().unfinished() != null)
                .map(Map.Entry::getKey)
                .toList();
        if (unfinished.isEmpty() || !areBlocksWindows(baseline, rule)) {
            return counts;
        }
        unfinished.forEach(partition -> partitions
                .store()
                .internal(
                        ACTOR,
                        lineage(watch),
                        PartitionStates.id(id, partition),
                        state -> state == null || state.generation() != watch.generation()
                                ? Decision.ignore("a newer generation is counted")
                                : Decision.apply(state.finished(), "block.finished")));
        return partitions.of(id, watch.generation());
    }

    static Decision<Watch> notClosed(@Nullable Watch watch) {
        return Decision.apply(Objects.requireNonNull(watch).closingAt(null), "window.not-closed");
    }

    static Lineage lineage(Watch watch) {
        return new Lineage(watch.approved().eventId(), watch.approved().eventId(), 0);
    }

    /** How a change of a watch is made. */
    private interface Change {
        Outcome<Watch> apply(Lineage lineage, Decider<Watch> decider);
    }

    private boolean commit(String id, Watch before, ClosedWindows closed, List<WindowNews.Told> told, Change change) {
        var events = told.stream().flatMap(each -> each.events().stream()).toArray(Announcement<?>[]::new);
        var listed = models.row(
                before.approved().project(),
                WatchedModels.Watched.after(closed.watch(), closed.windows().getLast()));
        var rows = Stream.of(
                        Stream.of(listed),
                        closed.windows().stream().map(window -> windows.row(id, window.limited())),
                        closed.episodesSince(before)
                                .map(each -> episodes.row(before.approved().project(), each)))
                .flatMap(each -> each)
                .toArray(ReadModel[]::new);
        var outcome = change.apply(
                told.isEmpty() ? lineage(before) : told.getFirst().lineage(),
                state -> before.equals(state)
                        ? Decision.apply(closed.watch(), "windows.closed", events)
                                .with(before.closesAt() == null ? new JobChange.Keep() : new JobChange.Clear())
                                .storing(rows)
                        : Decision.ignore("changed meanwhile"));
        if (!(outcome instanceof Outcome.Applied<Watch>)) {
            return false;
        }
        var model = before.approved();
        closed.windows()
                .forEach(window -> meters.compared(
                        model.project(),
                        model.model(),
                        window.findings().verdict().level(),
                        window.findings().verdict().driftedShare()));
        closed.windows().forEach(window -> coarsenWindows.after(id, window.number()));
        return true;
    }
}
