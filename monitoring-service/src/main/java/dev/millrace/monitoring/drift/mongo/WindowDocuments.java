package dev.millrace.monitoring.drift.mongo;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

/** The collection of judged windows. */
interface WindowDocuments extends MongoRepository<WindowDocument, String> {

    List<WindowDocument> findByWatchOrderByIdDesc(String watch, Limit limit);

    List<WindowDocument> findByWatchOrderByToDesc(String watch, Limit limit);

    List<WindowDocument> findByWatchAndToLessThanEqualOrderByToDesc(String watch, Instant until, Limit limit);

    List<WindowDocument> findByIdBetweenOrderById(String above, String below, Limit limit);

    long countByIdBetween(String above, String below);

    List<WindowDocument> findByToBeforeOrderByTo(Instant before, Limit limit);
}
