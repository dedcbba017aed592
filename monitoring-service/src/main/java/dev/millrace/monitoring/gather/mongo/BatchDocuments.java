package dev.millrace.monitoring.gather.mongo;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

/** The collection of batches. */
interface BatchDocuments extends MongoRepository<BatchDocument, String> {

    List<BatchDocument> findByOwnerOrderByNumberDesc(String owner, Limit limit);

    List<BatchDocument> findByIdGreaterThanOrderById(String id, Limit limit);

    List<BatchDocument> findByAtBeforeOrderByAt(Instant before, Limit limit);
}
