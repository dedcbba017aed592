package dev.millrace.training.run.mongo;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

interface RunDocuments extends MongoRepository<RunDocument, String> {

    List<RunDocument> findByProjectAndPipelineAndNumberLessThanOrderByNumberDesc(
            String project, String pipeline, int number, Limit limit);

    List<RunDocument> findByProjectAndOrderLessThanOrderByOrderDesc(String project, String order, Limit limit);

    List<RunDocument> findByIdGreaterThanOrderById(String id, Limit limit);
}
