package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.episode.News;
import dev.millrace.drift.rule.FalseAlarms;
import dev.millrace.drift.rule.Rule;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Lineage;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What closed windows have to tell: of drift, and of the estimated performance. */
final class WindowNews {

    private final DriftAnnouncements announcements;
    private final EstimateAnnouncements estimateAnnouncements;

    WindowNews(DriftAnnouncements announcements, EstimateAnnouncements estimateAnnouncements) {
        this.announcements = announcements;
        this.estimateAnnouncements = estimateAnnouncements;
    }

    /** What there is to tell, with the cascade that it is told in. */
    record Told(Lineage lineage, List<Announcement<?>> events) {}

    List<Told> of(
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
}
