package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.episode.Agreement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The version in service, as it is watched: what was found so far, and which rows of each partition are in closed windows. The
 * rows themselves are in {@link PartitionCounts}. A window is closed by one change of this document, so it is judged once,
 * whichever replica does it.
 *
 * @param approved what put the generation in service
 * @param taken what of each partition is in windows, by partition
 * @param agreement how the closed windows agree
 * @param estimated how their estimates agree; null where none was made yet
 */
public record Watch(
        Approved approved,
        Map<String, Taken> taken,
        Agreement agreement,
        @Nullable EstimatedAgreement estimated) {

    /** The generation stands in it because an earlier release leaves it as it is when it begins a new one. */
    record EstimatedAgreement(long generation, Agreement agreement) {}

    public Watch {
        taken = Map.copyOf(taken);
    }

    /** The beginning of a generation. */
    static Watch begin(Approved approved) {
        return new Watch(approved, Map.of(), Agreement.NONE, null);
    }

    int version() {
        return approved.version();
    }

    long generation() {
        return approved.generation();
    }

    Taken taken(int partition) {
        return taken.getOrDefault(Integer.toString(partition), Taken.NOTHING);
    }

    /** How the estimates of this generation agree so far. */
    Agreement estimatedAgreement() {
        return estimated == null || estimated.generation() != generation() ? Agreement.NONE : estimated.agreement();
    }

    /** After a window was closed. */
    Watch after(Map<Integer, Taken> nowTaken, Agreement next, Agreement nextEstimated) {
        var all = new HashMap<>(taken);
        nowTaken.forEach((partition, each) -> all.put(Integer.toString(partition), each));
        return new Watch(approved, all, next, new EstimatedAgreement(generation(), nextEstimated));
    }
}
