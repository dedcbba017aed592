package dev.millrace.monitoring.alert.mongo;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

/** The collection of alerts. */
interface AlertDocuments extends MongoRepository<AlertDocument, String> {

    List<AlertDocument> findByIdBetweenOrderByIdDesc(String above, String below, Limit limit);

    List<AlertDocument> findByProjectAndPipelineAndIdBetweenOrderByIdDesc(
            String project, String pipeline, String above, String below, Limit limit);

    List<AlertDocument> findByProjectAndCodeAndIdBetweenOrderByIdDesc(
            String project, String code, String above, String below, Limit limit);

    List<AlertDocument> findByProjectAndSeverityAndIdBetweenOrderByIdDesc(
            String project, String severity, String above, String below, Limit limit);

    long countByIdBetween(String above, String below);

    List<AlertDocument> findByAtBeforeOrderByAt(Instant before, Limit limit);
}
