package dev.millrace.monitoring.feedback;

import dev.millrace.drift.episode.Agreement;
import dev.millrace.drift.episode.Sign;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How right the version in service is: the closed windows of labels, and which labels of each partition are in them. The labels
 * themselves are in {@link PartitionLabels}. A window is closed by one change of this document, so it is judged once, whichever
 * replica does it.
 *
 * @param taken number of the first label of each partition that is in no window, by partition
 * @param total labels of this generation that are in windows
 * @param windows the last ones, newest first
 */
public record Score(
        ServedVersion served,
        Map<String, Long> taken,
        MetricSums total,
        List<ScoredWindow> windows,
        Agreement agreement) {

    private static final int MAX_WINDOWS = 20;

    public Score {
        taken = Map.copyOf(taken);
        windows = List.copyOf(windows);
    }

    static Score begin(ServedVersion served) {
        return new Score(served, Map.of(), MetricSums.EMPTY, List.of(), Agreement.NONE);
    }

    long generation() {
        return served.approved().generation();
    }

    long taken(int partition) {
        return taken.getOrDefault(Integer.toString(partition), 0L);
    }

    Score after(ScoredWindow window, MetricSums labels, Map<Integer, Long> nowTaken) {
        var all = new HashMap<>(taken);
        nowTaken.forEach((partition, each) -> all.put(Integer.toString(partition), each));
        var newest = new ArrayList<>(windows);
        newest.addFirst(window);
        return new Score(
                served,
                all,
                total.plus(labels),
                newest.subList(0, Math.min(MAX_WINDOWS, newest.size())),
                agreement.after(
                        window.comparison().worse() ? Sign.WRONG : Sign.RIGHT,
                        new Agreement.Span(window.from(), window.to()),
                        JudgeScores.WINDOWS_IN_A_ROW,
                        JudgeScores.REMINDER));
    }
}
