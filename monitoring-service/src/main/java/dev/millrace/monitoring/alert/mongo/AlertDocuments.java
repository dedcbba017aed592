package dev.millrace.monitoring.alert.mongo;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Range;
import org.springframework.data.mongodb.repository.MongoRepository;

/** The collection of alerts. */
interface AlertDocuments extends MongoRepository<AlertDocument, String> {

    List<AlertDocument> findByIdBetweenOrderByIdDesc(Range<String> ids, Limit limit);

    List<AlertDocument> findByProjectAndPipelineAndIdBetweenOrderByIdDesc(
            String project, String pipeline, Range<String> ids, Limit limit);

    List<AlertDocument> findByProjectAndCodeAndIdBetweenOrderByIdDesc(
            String project, String code, Range<String> ids, Limit limit);

    List<AlertDocument> findByProjectAndSeverityAndIdBetweenOrderByIdDesc(
            String project, String severity, Range<String> ids, Limit limit);

    long countByIdBetween(Range<String> ids);

    List<AlertDocument> findByAtBeforeOrderByAt(Instant before, Limit limit);
}
