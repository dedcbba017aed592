package dev.millrace.monitoring.decision.mongo;

import dev.millrace.monitoring.Paging;
import dev.millrace.monitoring.decision.Decisions;
import dev.millrace.monitoring.decision.TrainingDecision;
import dev.millrace.monitoring.decision.TrainingDecision.Outcome;
import dev.millrace.monitoring.retention.Retained;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Decisions as documents. */
@Component
class MongoDecisions implements Decisions, Retained {

    private final DecisionDocuments documents;

    MongoDecisions(DecisionDocuments documents) {
        this.documents = documents;
    }

    @Override
    public void add(String project, TrainingDecision decision) {
        documents.save(DecisionDocument.of(project, decision));
    }

    @Override
    public Found find(
            String project, @Nullable String pipeline, @Nullable Outcome outcome, @Nullable String after, int limit) {
        var below = after == null ? Paging.end(project) : DecisionDocument.id(project, after);
        var above = DecisionDocument.id(project, "");
        var found = found(project, pipeline, outcome, above, below, Limit.of(limit + 1)).stream()
                .map(DecisionDocument::decision)
                .toList();
        var listed = found.subList(0, Math.min(limit, found.size()));
        return new Found(listed, found.size() > limit ? listed.getLast().id() : null);
    }

    private List<DecisionDocument> found(
            String project,
            @Nullable String pipeline,
            @Nullable Outcome outcome,
            String above,
            String below,
            Limit limit) {
        if (pipeline == null) {
            return outcome == null
                    ? documents.findByIdBetweenOrderByIdDesc(above, below, limit)
                    : documents.findByProjectAndOutcomeAndIdBetweenOrderByIdDesc(project, outcome, above, below, limit);
        }
        return outcome == null
                ? documents.findByProjectAndPipelineAndIdBetweenOrderByIdDesc(project, pipeline, above, below, limit)
                : documents.findByProjectAndPipelineAndOutcomeAndIdBetweenOrderByIdDesc(
                        project, pipeline, outcome, above, below, limit);
    }

    @Override
    public int forget(Instant before, int most) {
        var old = documents.findByAtBeforeOrderByAt(before, Limit.of(most));
        documents.deleteAllById(old.stream().map(DecisionDocument::id).toList());
        return old.size();
    }
}
