package dev.millrace.monitoring.drift.mongo;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

/** The collection of steps of windows. */
interface StepDocuments extends MongoRepository<StepDocument, String> {

    List<StepDocument> findByIdBetweenOrderById(String above, String below, Limit limit);

    long countByIdBetween(String above, String below);

    List<StepDocument> findByWatchOrderByToDesc(String watch, Limit limit);

    List<StepDocument> findByWatchAndToLessThanEqualOrderByToDesc(String watch, Instant until, Limit limit);

    List<StepDocument> findByToBeforeOrderByTo(Instant before, Limit limit);
}
