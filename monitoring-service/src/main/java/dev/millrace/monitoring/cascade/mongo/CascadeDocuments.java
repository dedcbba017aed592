package dev.millrace.monitoring.cascade.mongo;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

/** The collection of cascades. */
interface CascadeDocuments extends MongoRepository<CascadeDocument, String> {

    List<CascadeDocument> findByProjectOrderByListedAsDesc(String project, Limit limit);

    List<CascadeDocument> findByProjectAndListedAsLessThanOrderByListedAsDesc(
            String project, String listedAs, Limit limit);

    List<CascadeDocument> findByLastAtBeforeOrderByLastAt(Instant before, Limit limit);
}
