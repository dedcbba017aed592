package dev.millrace.training.pipeline.mongo;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

interface PipelineDocuments extends MongoRepository<PipelineDocument, String> {

    List<PipelineDocument> findByProjectAndDatasetAndIdGreaterThanOrderByIdAsc(
            String project, String dataset, String id, Limit limit);

    List<PipelineDocument> findByProjectAndFeedbackAndIdGreaterThanOrderByIdAsc(
            String project, String feedback, String id, Limit limit);

    List<PipelineDocument> findByProjectAndBrokenSinceGreaterThanOrderByBrokenSinceDesc(
            String project, Instant since, Limit limit);

    long countByProjectAndBrokenSinceGreaterThan(String project, Instant since);

    List<PipelineDocument> findByProjectAndWaitingOrderLessThanOrderByWaitingOrderDesc(
            String project, String order, Limit limit);
}
