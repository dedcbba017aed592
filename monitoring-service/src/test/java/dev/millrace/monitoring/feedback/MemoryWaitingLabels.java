package dev.millrace.monitoring.feedback;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Labels that wait, in memory. */
final class MemoryWaitingLabels implements WaitingLabels {

    private final Map<String, Waiting> all = new LinkedHashMap<>();

    private static String id(String scoreId, String predictionId) {
        return scoreId + "/" + predictionId;
    }

    private Stream<Waiting> of(String scoreId, int partition) {
        return all.values().stream().filter(each -> each.scoreId().equals(scoreId) && each.partition() == partition);
    }

    @Override
    public void add(List<Waiting> labels) {
        labels.forEach(each -> all.putIfAbsent(id(each.scoreId(), each.label().predictionId()), each));
    }

    @Override
    public boolean any(String scoreId, int partition) {
        return of(scoreId, partition).findAny().isPresent();
    }

    @Override
    public List<Waiting> about(String scoreId, int partition, Collection<String> predictionIds) {
        var wanted = new HashSet<>(predictionIds);
        return of(scoreId, partition)
                .filter(each -> wanted.contains(each.label().predictionId()))
                .toList();
    }

    @Override
    public List<Waiting> beyond(String scoreId, int partition, int most) {
        return of(scoreId, partition)
                .limit(Math.max(0, of(scoreId, partition).count() - most))
                .toList();
    }

    @Override
    public List<Waiting> after(@Nullable Waiting last, int most) {
        var behind = last == null ? "" : id(last.scoreId(), last.label().predictionId());
        return new TreeMap<>(all)
                .tailMap(behind, false).values().stream().limit(most).toList();
    }

    @Override
    public void remove(String scoreId, Collection<String> predictionIds) {
        predictionIds.forEach(each -> all.remove(id(scoreId, each)));
    }

    @Override
    public long count(String scoreId) {
        return all.values().stream()
                .filter(each -> each.scoreId().equals(scoreId))
                .count();
    }
}
