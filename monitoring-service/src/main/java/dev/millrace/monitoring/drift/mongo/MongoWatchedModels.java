package dev.millrace.monitoring.drift.mongo;

import dev.millrace.messaging.ReadModel;
import dev.millrace.monitoring.ModelRole;
import dev.millrace.monitoring.Paging;
import dev.millrace.monitoring.drift.watch.Approved;
import dev.millrace.monitoring.drift.watch.DriftView.Status;
import dev.millrace.monitoring.drift.watch.WatchedModels;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Watched models as documents. */
@Component
class MongoWatchedModels implements WatchedModels {

    private final WatchedModelDocuments models;
    private final WatchedGenerationDocuments generations;

    MongoWatchedModels(WatchedModelDocuments models, WatchedGenerationDocuments generations) {
        this.models = models;
        this.generations = generations;
    }

    @Override
    public ReadModel row(String project, Watched watched) {
        return ReadModel.of(new WatchedModelDocument(
                new ModelRole(project, watched.model(), watched.role()).id(), project, watched.level(), watched));
    }

    @Override
    public ReadModel row(Approved approved) {
        return ReadModel.of(new WatchedGenerationDocument(
                WatchedGenerationDocument.id(approved.watch(), approved.generation()), approved));
    }

    @Override
    public Optional<Approved> generation(String project, String model, long generation) {
        return generations
                .findById(WatchedGenerationDocument.id(
                        ModelRole.champion(project, model).id(), generation))
                .map(WatchedGenerationDocument::approved);
    }

    @Override
    public List<Watched> list(String project, @Nullable Status level, String after, int limit) {
        var above = project + "/" + after;
        var below = Paging.end(project);
        var found = level == null
                ? models.findByIdBetweenOrderById(above, below, Limit.of(limit))
                : models.findByProjectAndLevelAndIdBetweenOrderById(project, level, above, below, Limit.of(limit));
        return found.stream().map(WatchedModelDocument::watched).toList();
    }

    @Override
    public long count(String project, Status level) {
        return models.countByProjectAndLevel(project, level);
    }
}
