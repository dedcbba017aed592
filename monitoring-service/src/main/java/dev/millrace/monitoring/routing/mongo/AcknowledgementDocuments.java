package dev.millrace.monitoring.routing.mongo;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

/** The collection of acknowledgements. */
interface AcknowledgementDocuments extends MongoRepository<AcknowledgementDocument, String> {

    List<AcknowledgementDocument> findByAtBeforeOrderByAt(Instant before, Limit limit);
}
