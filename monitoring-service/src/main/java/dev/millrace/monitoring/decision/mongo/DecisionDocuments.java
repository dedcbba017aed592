package dev.millrace.monitoring.decision.mongo;

import dev.millrace.monitoring.decision.TrainingDecision.Outcome;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

/** The collection of decisions. */
interface DecisionDocuments extends MongoRepository<DecisionDocument, String> {

    List<DecisionDocument> findByIdBetweenOrderByIdDesc(String above, String below, Limit limit);

    List<DecisionDocument> findByProjectAndOutcomeAndIdBetweenOrderByIdDesc(
            String project, Outcome outcome, String above, String below, Limit limit);

    List<DecisionDocument> findByProjectAndPipelineAndIdBetweenOrderByIdDesc(
            String project, String pipeline, String above, String below, Limit limit);

    List<DecisionDocument> findByProjectAndPipelineAndOutcomeAndIdBetweenOrderByIdDesc(
            String project, String pipeline, Outcome outcome, String above, String below, Limit limit);

    List<DecisionDocument> findByAtBeforeOrderByAt(Instant before, Limit limit);
}
