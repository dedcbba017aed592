package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.episode.Agreement;
import dev.millrace.messaging.AggregateType;
import dev.millrace.monitoring.ServingRole;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A version in service, in its role, as it is watched: what was found so far, and which rows of each partition are in closed windows. The
 * rows themselves are in {@link PartitionCounts}. A window is closed by one change of this document, so it is judged once,
 * whichever replica does it.
 *
 * @param approved what put the generation in service
 * @param taken what of each partition is in windows, by partition
 * @param agreement how the closed windows agree
 * @param estimated how their estimates agree; null where none was made yet
 * @param handedOn what the last window leaves for the next one; null before the first
 * @param first the first window that was judged; null where none was yet
 * @param fault the last episode, where it was told as wrong values; null where it was not
 * @param closesAt when the window that has its rows is closed although no row came that ends it; null where none has them
 */
public record Watch(
        Approved approved,
        Map<String, Taken> taken,
        Agreement agreement,
        @Nullable EstimatedAgreement estimated,
        @Nullable HandedOn handedOn,
        @Nullable FirstWindow first,
        @Nullable FaultEpisode fault,
        @Nullable Instant closesAt) {

    static final AggregateType<Watch> TYPE = new AggregateType<>("watches", Watch.class);

    /** The generation stands in it because an earlier release leaves it as it is when it begins a new one. */
    record EstimatedAgreement(long generation, Agreement agreement) {}

    /**
     * What a window leaves for the next one; the generation stands in it for the same reason.
     *
     * @param slices in the order of the baseline's
     * @param last the window itself
     * @param earlier windows before it that the next one is judged with as one, oldest first; null where an earlier release has stored it
     */
    record HandedOn(
            long generation,
            List<WatchedSlice> slices,
            LastWindow last,
            @Nullable List<LastWindow> earlier) {
        HandedOn {
            slices = List.copyOf(slices);
            earlier = earlier == null ? null : List.copyOf(earlier);
        }

        private List<LastWindow> windows() {
            return Stream.concat(earlier == null ? Stream.empty() : earlier.stream(), Stream.of(last))
                    .toList();
        }
    }

    public Watch {
        taken = Map.copyOf(taken);
    }

    /** The beginning of a generation. */
    static Watch begin(Approved approved) {
        return new Watch(approved, Map.of(), Agreement.NONE, null, null, null, null, null);
    }

    int version() {
        return approved.version();
    }

    ServingRole role() {
        return approved.modelRole().role();
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

    /** The slices of this generation so far; empty before the first window. */
    List<WatchedSlice> slices() {
        return ofThisGeneration().map(HandedOn::slices).orElse(List.of());
    }

    /** The last window of this generation; empty before the first. */
    Optional<LastWindow> last() {
        return ofThisGeneration().map(HandedOn::last);
    }

    /** The windows of this generation that are kept, oldest first and {@link #last} at the end. */
    List<LastWindow> latest() {
        return ofThisGeneration().map(HandedOn::windows).orElse(List.of());
    }

    private Optional<HandedOn> ofThisGeneration() {
        return Optional.ofNullable(handedOn).filter(left -> left.generation() == generation());
    }

    /** The first window of this generation that was judged; null where none was yet. */
    @Nullable
    FirstWindow firstWindow() {
        return first == null || first.generation() != generation() ? null : first;
    }

    /** Whether this generation has drifted from its first window on. */
    boolean isSkewed() {
        var began = firstWindow();
        var episode = agreement.episode();
        return began != null && episode != null && began.begins(episode);
    }

    /**
     * After a window was closed.
     *
     * @param latest windows to keep, oldest first, the one that was closed at the end
     */
    Watch after(
            Map<Integer, Taken> nowTaken,
            Agreement next,
            Agreement nextEstimated,
            List<WatchedSlice> slices,
            List<LastWindow> latest,
            @Nullable FirstWindow nowFirst) {
        var all = new HashMap<>(taken);
        nowTaken.forEach((partition, each) -> all.put(Integer.toString(partition), each));
        return new Watch(
                approved,
                all,
                next,
                new EstimatedAgreement(generation(), nextEstimated),
                new HandedOn(generation(), slices, latest.getLast(), latest.subList(0, latest.size() - 1)),
                nowFirst,
                fault,
                null);
    }

    Watch with(Agreement told, @Nullable FaultEpisode nowFault) {
        return new Watch(approved, taken, told, estimated, handedOn, first, nowFault, closesAt);
    }

    Watch closingAt(@Nullable Instant at) {
        return new Watch(approved, taken, agreement, estimated, handedOn, first, fault, at);
    }
}
