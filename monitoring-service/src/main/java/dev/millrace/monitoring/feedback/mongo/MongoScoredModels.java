package dev.millrace.monitoring.feedback.mongo;

import dev.millrace.messaging.ReadModel;
import dev.millrace.monitoring.ModelRole;
import dev.millrace.monitoring.feedback.ScoredModels;
import dev.millrace.monitoring.feedback.ServedVersion;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Scored models as documents. */
@Component
class MongoScoredModels implements ScoredModels {

    private final ScoredModelDocuments documents;

    MongoScoredModels(ScoredModelDocuments documents) {
        this.documents = documents;
    }

    @Override
    public ReadModel row(ServedVersion served, @Nullable LastScore last) {
        var approved = served.approved();
        return ReadModel.of(new ScoredModelDocument(
                approved.scoreId(),
                approved.project(),
                last != null && last.worse(),
                approved.model(),
                approved.version(),
                last));
    }

    @Override
    public Map<String, LastScore> find(String project, Collection<String> models) {
        var found = new HashMap<String, LastScore>();
        documents
                .findAllById(models.stream()
                        .map(model -> ModelRole.champion(project, model).id())
                        .toList())
                .forEach(document -> {
                    if (document.last() != null) {
                        found.put(document.model(), document.last());
                    }
                });
        return found;
    }

    @Override
    public List<Worse> worse(String project, int limit) {
        return documents.findByProjectAndWorseOrderById(project, true, Limit.of(limit)).stream()
                .map(document ->
                        new Worse(document.model(), document.version(), Objects.requireNonNull(document.last())))
                .toList();
    }

    @Override
    public long countWorse(String project) {
        return documents.countByProjectAndWorse(project, true);
    }
}
