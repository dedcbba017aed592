package dev.millrace.monitoring.cascade.mongo;

import dev.millrace.monitoring.cascade.CascadeStatus;
import dev.millrace.monitoring.cascade.CascadeTrigger;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

/** The collection of cascades. */
interface CascadeDocuments extends MongoRepository<CascadeDocument, String> {

    List<CascadeDocument> findByProjectAndListedAsBetweenOrderByListedAsDesc(
            String project, String above, String below, Limit limit);

    List<CascadeDocument> findByProjectAndStatusAndListedAsBetweenOrderByListedAsDesc(
            String project, CascadeStatus status, String above, String below, Limit limit);

    List<CascadeDocument> findByProjectAndDatasetAndListedAsBetweenOrderByListedAsDesc(
            String project, String dataset, String above, String below, Limit limit);

    List<CascadeDocument> findByProjectAndTriggerAndListedAsBetweenOrderByListedAsDesc(
            String project, CascadeTrigger trigger, String above, String below, Limit limit);

    long countByProjectAndStatusAndListedAsBetween(String project, CascadeStatus status, String above, String below);

    List<CascadeDocument> findByLastAtBeforeOrderByLastAt(Instant before, Limit limit);
}
