package dev.millrace.monitoring.feedback;

import dev.millrace.drift.episode.Agreement;
import dev.millrace.monitoring.estimate.EstimatedPerformance;
import dev.millrace.monitoring.estimate.PerformanceEstimator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the earliest labels that are in no window change, as soon as there are enough of them. It has no effects.
 *
 * @param window that they close; null where too few of them are of one class
 */
record FilledWindow(Score score, @Nullable ScoredWindow window) {

    /** @param reminder after which a drop that lasts is told again */
    static FilledWindow of(
            Score before,
            Map<Integer, PartitionLabels> partitions,
            @Nullable PerformanceEstimator estimator,
            Duration reminder) {
        var taken = new HashMap<Integer, Long>();
        partitions.keySet().forEach(partition -> taken.put(partition, before.taken(partition)));
        var labels = new ArrayList<ScoredLabel>();
        while (labels.size() < JudgeScores.WINDOW_LABELS) {
            var next = earliest(partitions, taken);
            taken.merge(next.getKey(), 1L, Long::sum);
            labels.add(next.getValue());
        }
        var sums = MetricSums.EMPTY.plus(labels);
        var added = new Score.Filling(
                sums,
                labels.stream()
                        .map(ScoredLabel::observedAt)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                labels.stream()
                        .map(ScoredLabel::observedAt)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
        var all = before.filling() == null ? added : before.filling().plus(added);
        if (JudgeScores.missing(all.sums(), before.served()) > 0) {
            return new FilledWindow(before.waitingWith(all, sums, taken), null);
        }
        var window = JudgeScores.judge(
                all.sums(),
                before.served(),
                before.agreement().windows() + 1,
                new Agreement.Span(all.from(), all.to()),
                estimator == null || before.filling() != null ? null : estimated(estimator, labels),
                before.evidence());
        return new FilledWindow(before.after(window, sums, taken, reminder), window);
    }

    /** What is estimated of the predictions that the labels are about. */
    private static @Nullable EstimatedPerformance estimated(
            PerformanceEstimator estimator, List<ScoredLabel> predictions) {
        var sums = estimator.zeroes();
        for (var prediction : predictions) {
            var answer = estimator.answer(prediction.scores());
            if (answer.length > 0) {
                estimator.add(answer, sums);
            }
        }
        return estimator.rows(sums) == 0 ? null : estimator.estimate(sums);
    }

    private static Map.Entry<Integer, ScoredLabel> earliest(
            Map<Integer, PartitionLabels> partitions, Map<Integer, Long> taken) {
        return partitions.entrySet().stream()
                .flatMap(each -> each.getValue().from(taken.getOrDefault(each.getKey(), 0L)).stream()
                        .limit(1)
                        .map(label -> Map.entry(each.getKey(), label)))
                .min(Comparator.comparing(each -> each.getValue().observedAt()))
                .orElseThrow();
    }
}
