package dev.millrace.monitoring.feedback;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.estimate.EstimatedView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How right a model is, as it is answered.
 *
 * @param role that the version has
 * @param windows newest first
 * @param replaced versions that served before, newest first
 * @param estimated how right it probably is, whether or not labels come; null before its predictions are watched
 */
public record PerformanceView(
        String model,
        int version,
        ServingRole role,
        long generation,
        @JsonUnwrapped Measured measured,
        @JsonUnwrapped Arrivals arrivals,
        List<ScoredWindow> windows,
        List<ReplacedVersion> replaced,
        @Nullable EstimatedView estimated) {

    private static final double MEDIAN = 0.5;
    private static final double MOST = 0.9;

    public PerformanceView {
        windows = List.copyOf(windows);
        replaced = List.copyOf(replaced);
    }

    /**
     * What labels say of the version in service.
     *
     * @param metric that the rule looks at
     * @param test metrics on the test rows
     * @param labels of this generation
     * @param metrics over those labels
     * @param intervals that hold the metrics' true values in 95 of 100 cases, of those that have one
     * @param windowLabels labels of the window that is filling, of {@code windowSize}
     * @param windowMissing labels of the rarer class that it waits for, besides
     * @param worse a drop was told and lasts
     */
    public record Measured(
            String metric,
            Map<String, Double> test,
            long labels,
            Map<String, Double> metrics,
            Map<String, MetricSums.Interval> intervals,
            long windowLabels,
            int windowSize,
            long windowMissing,
            boolean worse) {
        public Measured {
            test = Map.copyOf(test);
            metrics = Map.copyOf(metrics);
            intervals = Map.copyOf(intervals);
        }
    }

    /**
     * How labels came.
     *
     * @param waiting labels whose predictions were not logged yet
     * @param unmatched labels that no prediction fits
     * @param otherVersions labels of predictions that other versions or generations made
     * @param noClass labels that are none of the classes, or no number
     * @param repeated labels of predictions that had the same label already
     * @param corrected labels of predictions that had another one already, which counts
     * @param early labels that came before their predictions
     * @param medianDelay half of the labels came within this time from their predictions, up to a factor of two; null where none came
     * @param longDelay nine of ten did
     * @param coverage labelled share of this version's predictions; null where those are not counted
     */
    public record Arrivals(
            long waiting,
            long unmatched,
            long otherVersions,
            long noClass,
            long repeated,
            long corrected,
            long early,
            @Nullable Duration medianDelay,
            @Nullable Duration longDelay,
            @Nullable Double coverage) {

        static Arrivals of(LabelCounts counts, long waiting, long labels, @Nullable EstimatedView predictions) {
            return new Arrivals(
                    waiting,
                    counts.unmatched(),
                    counts.otherVersions(),
                    counts.noClass(),
                    counts.repeated(),
                    counts.corrected(),
                    counts.early(),
                    counts.delays().within(MEDIAN).orElse(null),
                    counts.delays().within(MOST).orElse(null),
                    predictions == null || predictions.answered() == 0
                            ? null
                            : Math.min(1, (double) labels / predictions.answered()));
        }
    }

    /**
     * A version that served before, with all labels of its predictions, whenever they came.
     *
     * @param generation of its approval
     */
    public record ReplacedVersion(int version, long generation, long labels, Map<String, Double> metrics) {
        public ReplacedVersion {
            metrics = Map.copyOf(metrics);
        }
    }

    /** @param partitions of all generations */
    static PerformanceView of(
            Score score, Map<Integer, PartitionLabels> partitions, long waiting, @Nullable EstimatedView estimated) {
        var approved = score.served().approved();
        var filling = MetricSums.EMPTY;
        var counts = LabelCounts.NONE;
        for (var each : partitions.entrySet()) {
            if (each.getValue().generation() == score.generation()) {
                counts = counts.plus(each.getValue().counted());
                filling = filling.plus(each.getValue().from(score.taken(each.getKey())));
            }
        }
        var all = score.total().plus(filling);
        return new PerformanceView(
                approved.model(),
                approved.version(),
                approved.modelRole().role(),
                approved.generation(),
                measured(
                        score,
                        all,
                        score.filling() == null
                                ? filling
                                : filling.plus(score.filling().sums())),
                Arrivals.of(counts, waiting, all.labels(), estimated),
                score.windows(),
                replaced(score, partitions),
                estimated);
    }

    private static Measured measured(Score score, MetricSums all, MetricSums filling) {
        var served = score.served();
        var metrics = all.metrics(served.regression());
        var intervals = new LinkedHashMap<String, MetricSums.Interval>();
        metrics.keySet().forEach(metric -> {
            var interval = all.interval(metric);
            if (interval != null) {
                intervals.put(metric, interval);
            }
        });
        return new Measured(
                JudgeScores.metric(metrics.isEmpty() ? served.test() : metrics, served.test(), served.regression()),
                served.test(),
                all.labels(),
                metrics,
                intervals,
                filling.labels(),
                JudgeScores.WINDOW_LABELS,
                JudgeScores.missing(filling, served),
                score.agreement().lasts());
    }

    private static List<ReplacedVersion> replaced(Score score, Map<Integer, PartitionLabels> partitions) {
        var parts = new ArrayList<VersionScore>();
        for (var each : score.replaced()) {
            parts.add(each.score());
            partitions.forEach((partition, labels) -> {
                if (labels.generation() == each.score().generation()) {
                    parts.add(labels.late(each, partition));
                }
            });
        }
        partitions.values().forEach(labels -> parts.addAll(labels.replaced()));
        return VersionScore.sum(parts).stream()
                .map(each -> new ReplacedVersion(
                        each.version(),
                        each.generation(),
                        each.sums().labels(),
                        each.sums().metrics(score.served().regression())))
                .toList();
    }
}
