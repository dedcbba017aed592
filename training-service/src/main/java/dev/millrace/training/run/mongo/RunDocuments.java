package dev.millrace.training.run.mongo;

import dev.millrace.training.pipeline.Reason;
import dev.millrace.training.run.RunReport.Status;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

interface RunDocuments extends MongoRepository<RunDocument, String> {

    List<RunDocument> findByProjectAndOrderBetweenOrderByOrderDesc(
            String project, String above, String below, Limit limit);

    List<RunDocument> findByProjectAndPipelineAndOrderBetweenOrderByOrderDesc(
            String project, String pipeline, String above, String below, Limit limit);

    List<RunDocument> findByProjectAndPipelineAndStatusAndOrderBetweenOrderByOrderDesc(
            String project, String pipeline, Status status, String above, String below, Limit limit);

    List<RunDocument> findByProjectAndStatusAndOrderBetweenOrderByOrderDesc(
            String project, Status status, String above, String below, Limit limit);

    List<RunDocument> findByProjectAndReasonAndOrderBetweenOrderByOrderDesc(
            String project, Reason reason, String above, String below, Limit limit);

    long countByProjectAndStatusAndOrderGreaterThan(String project, Status status, String order);

    List<RunDocument> findByIdGreaterThanOrderById(String id, Limit limit);
}
