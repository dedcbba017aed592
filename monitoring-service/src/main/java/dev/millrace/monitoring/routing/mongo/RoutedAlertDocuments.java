package dev.millrace.monitoring.routing.mongo;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

/** The collection of alerts that were routed. */
interface RoutedAlertDocuments extends MongoRepository<RoutedAlertDocument, String> {

    List<RoutedAlertDocument> findByAtBeforeOrderByAt(Instant before, Limit limit);
}
