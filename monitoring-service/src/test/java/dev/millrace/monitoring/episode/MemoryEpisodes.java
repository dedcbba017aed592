package dev.millrace.monitoring.episode;

import dev.millrace.messaging.ReadModel;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Episodes in memory. */
public final class MemoryEpisodes implements Episodes {

    private final Map<String, ModelEpisode> episodes = new ConcurrentHashMap<>();

    @Override
    public ReadModel row(String project, ModelEpisode episode) {
        episodes.put(episode.position(), episode);
        return ReadModel.of(episode);
    }

    @Override
    public List<ModelEpisode> find(String project, String model, @Nullable String after, int limit) {
        return episodes.values().stream()
                .filter(episode -> episode.model().equals(model))
                .filter(episode -> after == null || episode.position().compareTo(after) < 0)
                .sorted(Comparator.comparing(ModelEpisode::position).reversed())
                .limit(limit)
                .toList();
    }
}
