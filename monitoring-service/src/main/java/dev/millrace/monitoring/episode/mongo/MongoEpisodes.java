package dev.millrace.monitoring.episode.mongo;

import dev.millrace.messaging.ReadModel;
import dev.millrace.monitoring.Paging;
import dev.millrace.monitoring.episode.Episodes;
import dev.millrace.monitoring.episode.ModelEpisode;
import dev.millrace.monitoring.retention.Retained;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Episodes as documents. */
@Component
class MongoEpisodes implements Episodes, Retained {

    private final EpisodeDocuments documents;

    MongoEpisodes(EpisodeDocuments documents) {
        this.documents = documents;
    }

    @Override
    public ReadModel row(String project, ModelEpisode episode) {
        var id = "%s/%s/%s".formatted(project, episode.model(), episode.position());
        return ReadModel.of(new EpisodeDocument(id, episode.episode().toldAt(), episode));
    }

    @Override
    public List<ModelEpisode> find(String project, String model, @Nullable String after, int limit) {
        var all = project + "/" + model;
        var below = after == null ? Paging.end(all) : all + "/" + after;
        return documents.findByIdBetweenOrderByIdDesc(all + "/", below, Limit.of(limit)).stream()
                .map(EpisodeDocument::episode)
                .toList();
    }

    @Override
    public int forget(Instant before, int most) {
        var old = documents.findByToldAtBeforeOrderByToldAt(before, Limit.of(most));
        documents.deleteAllById(old.stream().map(EpisodeDocument::id).toList());
        return old.size();
    }
}
