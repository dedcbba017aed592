package dev.millrace.monitoring.feedback;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How right the version in service is. Offsets stand in the same document as the sums, and so do the last ids that were
 * scored: neither a record nor a label that comes again counts again.
 *
 * @param approvedBy event that put the generation in service
 * @param test metrics on the test rows
 * @param testRows how many those were
 * @param offsets next offset of the labels, per partition
 * @param window labels since the last window was scored
 * @param total labels of this generation
 * @param windows the last ones, newest first
 * @param waiting labels whose predictions were not logged yet
 * @param scored ids that were scored last
 * @param unmatched labels given up because no prediction came, or that are none of the classes
 * @param otherVersions labels of predictions that another version or generation made
 * @param streak windows in a row that were worse
 * @param calm windows in a row that were not
 */
public record Score(
        String pipeline,
        String model,
        int version,
        long generation,
        String approvedBy,
        boolean regression,
        Map<String, Double> test,
        long testRows,
        Map<String, Long> offsets,
        Tally window,
        @Nullable Instant windowFrom,
        Tally total,
        long windowCount,
        List<ScoredWindow> windows,
        List<WaitingLabel> waiting,
        List<String> scored,
        long unmatched,
        long otherVersions,
        int streak,
        int calm,
        boolean announced) {

    public Score {
        test = Map.copyOf(test);
        offsets = Map.copyOf(offsets);
        windows = List.copyOf(windows);
        waiting = List.copyOf(waiting);
        scored = List.copyOf(scored);
    }

    static Score begin(Served served, Map<String, Long> offsets, List<WaitingLabel> waiting) {
        return new Score(
                served.pipeline(),
                served.model(),
                served.version(),
                served.generation(),
                served.eventId(),
                served.regression(),
                served.test(),
                served.testRows(),
                offsets,
                Tally.EMPTY,
                null,
                Tally.EMPTY,
                0,
                List.of(),
                waiting,
                List.of(),
                0,
                0,
                0,
                0,
                false);
    }

    boolean counted(int partition, long offset) {
        return offset < offsets.getOrDefault(Integer.toString(partition), 0L);
    }
}
