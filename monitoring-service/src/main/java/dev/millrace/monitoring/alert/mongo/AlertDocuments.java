package dev.millrace.monitoring.alert.mongo;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

/** The collection of alerts. */
interface AlertDocuments extends MongoRepository<AlertDocument, String> {

    List<AlertDocument> findByProjectOrderByIdDesc(String project, Limit limit);

    List<AlertDocument> findByProjectAndIdLessThanOrderByIdDesc(String project, String id, Limit limit);

    List<AlertDocument> findByAtBeforeOrderByAt(Instant before, Limit limit);
}
