package dev.millrace.monitoring.feedback;

import dev.millrace.drift.episode.Agreement;
import dev.millrace.messaging.Lineage;
import dev.millrace.monitoring.episode.ModelEpisode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How right the version in service is: the closed windows of labels, and which labels of each partition are in them. The labels
 * themselves are in {@link PartitionLabels}. A window is closed by one change of this document, so it is judged once, whichever
 * replica does it.
 *
 * @param taken number of the first label of each partition that is in no window, by partition
 * @param total labels of this generation that are in windows, the one that is filling included
 * @param windows the last ones, newest first
 * @param filling a window that has labels enough and too few of one class; null where there is none
 * @param replaced versions that served before, newest first
 */
public record Score(
        ServedVersion served,
        Map<String, Long> taken,
        MetricSums total,
        List<ScoredWindow> windows,
        Agreement agreement,
        @Nullable Filling filling,
        List<Replaced> replaced) {

    private static final int MAX_WINDOWS = 20;

    public Score {
        taken = Map.copyOf(taken);
        windows = List.copyOf(windows);
        replaced = List.copyOf(replaced);
    }

    /** Labels that wait for others, to be judged as one window with them. */
    record Filling(MetricSums sums, Instant from, Instant to) {

        Filling plus(Filling more) {
            return new Filling(
                    sums.plus(more.sums),
                    from.isBefore(more.from) ? from : more.from,
                    to.isAfter(more.to) ? to : more.to);
        }
    }

    /**
     * A version that served before.
     *
     * @param score its labels until it was replaced, as far as they were in windows
     * @param taken as above
     */
    record Replaced(VersionScore score, Map<String, Long> taken) {
        Replaced {
            taken = Map.copyOf(taken);
        }

        long taken(int partition) {
            return taken.getOrDefault(Integer.toString(partition), 0L);
        }
    }

    /** @param before of the version that is replaced; null where this is the first */
    static Score begin(ServedVersion served, @Nullable Score before) {
        return new Score(
                served,
                Map.of(),
                MetricSums.EMPTY,
                List.of(),
                Agreement.NONE,
                null,
                before == null ? List.of() : before.withItself());
    }

    /** A drop of the performance and its alerts are a cascade of their own, which the approval is cause of. */
    Lineage lineage(long window) {
        return new Lineage(
                "worse-%d-%d-%s".formatted(generation(), window, served.approvedBy()), served.approvedBy(), 0);
    }

    /** The last drop of the performance, as it is listed; empty before the first. */
    Optional<ModelEpisode> episode() {
        var approved = served.approved();
        return Optional.ofNullable(agreement.episode())
                .map(episode -> new ModelEpisode(
                        ModelEpisode.Kind.PERFORMANCE,
                        approved.model(),
                        approved.version(),
                        approved.modelRole().role(),
                        approved.generation(),
                        lineage(episode.window()).cascadeId(),
                        episode));
    }

    private List<Replaced> withItself() {
        var approved = served.approved();
        var itself = new Replaced(new VersionScore(approved.version(), approved.generation(), total), taken);
        return Stream.concat(Stream.of(itself), replaced.stream())
                .limit(VersionScore.MOST_VERSIONS)
                .toList();
    }

    long generation() {
        return served.approved().generation();
    }

    long taken(int partition) {
        return taken.getOrDefault(Integer.toString(partition), 0L);
    }

    /** What is known of an earlier generation; null where that is too long ago. */
    @Nullable
    Replaced replacedIn(long earlier) {
        return replaced.stream()
                .filter(each -> each.score().generation() == earlier)
                .findFirst()
                .orElse(null);
    }

    /** How sure it is by now that the model is worse, see {@link JudgeScores}. */
    double evidence() {
        return windows.isEmpty() ? 0 : windows.getFirst().comparison().evidenceLeft();
    }

    /** After labels that wait for others. */
    Score waitingWith(Filling labels, MetricSums added, Map<Integer, Long> nowTaken) {
        return new Score(served, takenUpTo(nowTaken), total.plus(added), windows, agreement, labels, replaced);
    }

    /** @param reminder after which a drop that lasts is told again */
    Score after(ScoredWindow window, MetricSums added, Map<Integer, Long> nowTaken, Duration reminder) {
        var newest = new ArrayList<>(windows);
        newest.addFirst(window);
        return new Score(
                served,
                takenUpTo(nowTaken),
                total.plus(added),
                newest.subList(0, Math.min(MAX_WINDOWS, newest.size())),
                agreement.after(
                        JudgeScores.sign(window.comparison()),
                        new Agreement.Span(window.from(), window.to()),
                        JudgeScores.WINDOWS_IN_A_ROW,
                        reminder),
                null,
                replaced);
    }

    private Map<String, Long> takenUpTo(Map<Integer, Long> nowTaken) {
        var all = new HashMap<>(taken);
        nowTaken.forEach((partition, each) -> all.put(Integer.toString(partition), each));
        return all;
    }
}
