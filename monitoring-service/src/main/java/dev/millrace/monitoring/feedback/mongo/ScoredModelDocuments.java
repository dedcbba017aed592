package dev.millrace.monitoring.feedback.mongo;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

/** Scored models by name. */
interface ScoredModelDocuments extends MongoRepository<ScoredModelDocument, String> {

    List<ScoredModelDocument> findByProjectAndWorseOrderById(String project, boolean worse, Limit limit);

    long countByProjectAndWorse(String project, boolean worse);
}
