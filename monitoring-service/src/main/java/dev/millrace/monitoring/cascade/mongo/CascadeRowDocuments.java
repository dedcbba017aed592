package dev.millrace.monitoring.cascade.mongo;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

/** The pipelines of cascades. */
interface CascadeRowDocuments extends MongoRepository<CascadeRowDocument, String> {

    List<CascadeRowDocument> findByProjectAndPipelineAndListedAsBetweenOrderByListedAsDesc(
            String project, String pipeline, String above, String below, Limit limit);
}
