package dev.millrace.monitoring.cascade.mongo;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

/** The collection of runs. */
interface RunDocuments extends MongoRepository<RunDocument, String> {

    List<RunDocument> findByAtBeforeOrderByAt(Instant before, Limit limit);
}
