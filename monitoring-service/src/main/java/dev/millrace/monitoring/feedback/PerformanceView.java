package dev.millrace.monitoring.feedback;

import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.estimate.EstimatedView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How right a model is, as it is answered.
 *
 * @param role that the version has
 * @param metric that the rule looks at
 * @param test metrics on the test rows
 * @param labels of this generation
 * @param metrics over those labels
 * @param windowLabels labels of the window that is filling, of {@code windowSize}
 * @param worse a drop was told and lasts
 * @param waiting labels whose predictions were not logged yet
 * @param unmatched labels that no prediction or no class fits
 * @param otherVersions labels of predictions that other versions or generations made
 * @param windows newest first
 * @param estimated how right it probably is, whether or not labels come; null before its predictions are watched
 */
public record PerformanceView(
        String model,
        int version,
        ServingRole role,
        long generation,
        String metric,
        Map<String, Double> test,
        long labels,
        Map<String, Double> metrics,
        long windowLabels,
        int windowSize,
        boolean worse,
        long waiting,
        long unmatched,
        long otherVersions,
        List<ScoredWindow> windows,
        @Nullable EstimatedView estimated) {

    public PerformanceView {
        test = Map.copyOf(test);
        metrics = Map.copyOf(metrics);
        windows = List.copyOf(windows);
    }

    static PerformanceView of(
            Score score, Map<Integer, PartitionLabels> partitions, long waiting, @Nullable EstimatedView estimated) {
        var served = score.served();
        var approved = served.approved();
        var filling = MetricSums.EMPTY;
        var notScored = PartitionLabels.NotScored.NONE;
        for (var each : partitions.entrySet()) {
            notScored = notScored.plus(each.getValue().counted());
            for (var label : each.getValue().from(score.taken(each.getKey()))) {
                filling = filling.plus(label);
            }
        }
        var all = score.total().plus(filling);
        var metrics = all.metrics(served.regression());
        return new PerformanceView(
                approved.model(),
                approved.version(),
                approved.modelRole().role(),
                approved.generation(),
                JudgeScores.metric(metrics.isEmpty() ? served.test() : metrics, served.test(), served.regression()),
                served.test(),
                all.labels(),
                metrics,
                filling.labels(),
                JudgeScores.WINDOW_LABELS,
                score.agreement().lasts(),
                waiting,
                notScored.unmatched(),
                notScored.otherVersions(),
                score.windows(),
                estimated);
    }
}
