package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.episode.News;
import dev.millrace.drift.rule.FalseAlarms;
import dev.millrace.drift.rule.Rule;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.ReadModel;
import dev.millrace.messaging.Stored;
import dev.millrace.monitoring.LookAgain;
import dev.millrace.monitoring.PartitionStates;
import dev.millrace.monitoring.WindowMeters;
import dev.millrace.monitoring.drift.rule.Rules;
import dev.millrace.monitoring.episode.Episodes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Closes the windows of a model that are full. Every replica looks after each batch that it counted; where two find the same
 * window full, the watch takes the change of one of them, and that one looks again until no window is full. So nobody needs to
 * try twice, and no full window is left: what was counted before a look is seen by it.
 */
public class CloseWindows {

    private static final String ACTOR = "monitoring";

    private final AggregateStore<Watch> watches;
    private final PartitionStates<PartitionCounts> partitions;
    private final JudgedWindows windows;
    private final WatchedModels models;
    private final Baselines baselines;
    private final Rules rules;
    private final Episodes episodes;
    private final DriftAnnouncements announcements;
    private final EstimateAnnouncements estimateAnnouncements;
    private final WindowMeters meters;
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
            WindowMeters meters) {
        this.episodes = episodes;
        this.estimateAnnouncements = estimateAnnouncements;
        this.meters = meters;
        this.watches = watches(aggregates);
        this.partitions = PartitionCounts.in(aggregates);
        this.windows = windows;
        this.coarsenWindows = new CoarsenWindows(history);
        this.models = models;
        this.baselines = baselines;
        this.rules = rules;
        this.announcements = announcements;
    }

    static AggregateStore<Watch> watches(Aggregates aggregates) {
        return aggregates.of(new AggregateType<>("watches", Watch.class));
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
        if (!WindowFilling.mayBeWhole(watch, counts, rule)
                || !(baselines.find(watch.approved().packageDigest())
                        instanceof Baselines.Lookup.Found(var baseline))) {
            return false;
        }
        var closed = ClosedWindows.of(watch, counts, baseline, rule);
        return !closed.windows().isEmpty() && commit(id, watch, closed, told(watch, closed, counts, baseline, rule));
    }

    /** What there is to tell, with the cascade that it is told in. */
    private record Told(Lineage lineage, List<Announcement<?>> events) {}

    private List<Told> told(
            Watch watch,
            ClosedWindows closed,
            Map<Integer, PartitionCounts> counts,
            BinnedBaseline baseline,
            Rule rule) {
        return Stream.concat(
                        drift(closed, counts, baseline, rule)
                                .map(drift -> new Told(drift.lineage(), announcements.of(drift))),
                        estimate(watch, closed)
                                .map(estimate -> new Told(estimate.lineage(), estimateAnnouncements.of(estimate))))
                .toList();
    }

    /** The drift to tell of: the last window's, because with it the closing of windows has paused. */
    private static Stream<ConfirmedDrift> drift(
            ClosedWindows closed, Map<Integer, PartitionCounts> counts, BinnedBaseline baseline, Rule rule) {
        return closed.news() == News.NONE || closed.watch().agreement().episode() == null
                ? Stream.empty()
                : Stream.of(ConfirmedDrift.of(
                        closed.watch(),
                        closed.windows().getLast(),
                        closed.news(),
                        baseline,
                        rule,
                        falseAlarmsPerWeek(counts, baseline.falseAlarms(rule), rule)));
    }

    private static Stream<ConfirmedEstimate> estimate(Watch watch, ClosedWindows closed) {
        var agreement = closed.watch().estimatedAgreement();
        var episode = agreement.episode();
        return closed.estimatedNews() == News.NONE || episode == null
                ? Stream.empty()
                : Stream.of(new ConfirmedEstimate(
                        watch.approved(),
                        closed.windows().getLast(),
                        episode,
                        closed.estimatedNews(),
                        agreement.streak()));
    }

    private static @Nullable Double falseAlarmsPerWeek(
            Map<Integer, PartitionCounts> counts, FalseAlarms falseAlarms, Rule rule) {
        var total = counts.values().stream().map(PartitionCounts::counted).reduce(CountedRows.NONE, CountedRows::plus);
        return falseAlarms
                .perWeek(rule, total.compared(), total.from(), total.to())
                .orElse(null);
    }

    private boolean commit(String id, Watch before, ClosedWindows closed, List<Told> told) {
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
        var lineage = told.isEmpty()
                ? new Lineage(before.approved().eventId(), before.approved().eventId(), 0)
                : told.getFirst().lineage();
        var outcome = watches.internal(
                ACTOR,
                lineage,
                id,
                state -> before.equals(state)
                        ? Decision.apply(closed.watch(), "windows.closed", events)
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
