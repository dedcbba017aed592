package dev.millrace.training.pipeline.mongo;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

interface PastEventDocuments extends MongoRepository<PastEventDocument, String> {

    List<PastEventDocument> findByPipelineIdAndAtGreaterThanEqualOrderByAtAsc(
            String pipelineId, Instant at, Limit limit);
}
