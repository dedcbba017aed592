package dev.millrace.monitoring.feedback.mongo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

/** The collection of predictions. */
interface PredictionDocuments extends MongoRepository<PredictionDocument, String> {

    Optional<PredictionDocument> findFirstByPartitionOrderByLoggedDesc(int partition);

    List<PredictionDocument> findByPartitionAndLoggedLessThanOrderByLogged(int partition, long logged, Limit limit);

    List<PredictionDocument> findByAtBeforeOrderByAt(Instant before, Limit limit);
}
