package dev.millrace.monitoring.decision.mongo;

import dev.millrace.monitoring.decision.TrainingDecision;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A decision about a project's training.
 *
 * @param id the project and the decision's own id, by which decisions sort in the order of time
 */
@Document("decisions")
@CompoundIndex(name = "outcome", def = "{'project': 1, 'outcome': 1, '_id': -1}")
@CompoundIndex(name = "pipeline", def = "{'project': 1, 'pipeline': 1, '_id': -1}")
@CompoundIndex(name = "both", def = "{'project': 1, 'pipeline': 1, 'outcome': 1, '_id': -1}")
record DecisionDocument(
        @Id String id,
        String project,
        String pipeline,
        TrainingDecision.Outcome outcome,
        @Indexed Instant at,
        TrainingDecision decision) {

    static DecisionDocument of(String project, TrainingDecision decision) {
        return new DecisionDocument(
                id(project, decision.id()), project, decision.pipeline(), decision.decision(), decision.at(), decision);
    }

    static String id(String project, String decision) {
        return project + "/" + decision;
    }
}
