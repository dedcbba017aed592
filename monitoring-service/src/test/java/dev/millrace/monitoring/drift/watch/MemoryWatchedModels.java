package dev.millrace.monitoring.drift.watch;

import dev.millrace.messaging.ReadModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Watched models of one project in memory. */
public final class MemoryWatchedModels implements WatchedModels {

    private final TreeMap<String, Watched> models = new TreeMap<>();
    private final Map<Long, Approved> generations = new HashMap<>();

    @Override
    public ReadModel row(String project, Watched watched) {
        models.put(watched.model(), watched);
        return ReadModel.of(watched);
    }

    @Override
    public ReadModel row(Approved approved) {
        generations.put(approved.generation(), approved);
        return ReadModel.of(approved);
    }

    @Override
    public Optional<Approved> generation(String project, String model, long generation) {
        return Optional.ofNullable(generations.get(generation));
    }

    @Override
    public List<Watched> list(String project, DriftView.@Nullable Status level, String after, int limit) {
        return models.tailMap(after, false).values().stream()
                .filter(each -> level == null || each.level() == level)
                .limit(limit)
                .toList();
    }

    @Override
    public long count(String project, DriftView.Status level) {
        return list(project, level, "", Integer.MAX_VALUE).size();
    }
}
