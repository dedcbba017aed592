package dev.millrace.monitoring.cascade.mongo;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

/** The collection of events. */
interface TimelineDocuments extends MongoRepository<TimelineDocument, String> {

    List<TimelineDocument> findByCascade(String cascade, Limit limit);

    List<TimelineDocument> findByPositionGreaterThanOrderByPositionDesc(String position, Limit limit);

    List<TimelineDocument> findByAtBeforeOrderByAt(Instant before, Limit limit);
}
