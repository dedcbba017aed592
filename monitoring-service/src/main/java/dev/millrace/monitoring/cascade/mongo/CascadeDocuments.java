package dev.millrace.monitoring.cascade.mongo;

import dev.millrace.monitoring.cascade.CascadeStatus;
import dev.millrace.monitoring.cascade.CascadeTrigger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.Aggregation;
import org.springframework.data.mongodb.repository.MongoRepository;

/** The collection of cascades. */
interface CascadeDocuments extends MongoRepository<CascadeDocument, String> {

    List<CascadeDocument> findByProjectAndListedAsBetweenOrderByListedAsDesc(
            String project, String above, String below, Limit limit);

    List<CascadeDocument> findByProjectAndStatusAndListedAsBetweenOrderByListedAsDesc(
            String project, @Nullable CascadeStatus status, String above, String below, Limit limit);

    List<CascadeDocument> findByProjectAndDatasetAndListedAsBetweenOrderByListedAsDesc(
            String project, String dataset, String above, String below, Limit limit);

    List<CascadeDocument> findByProjectAndTriggerAndListedAsBetweenOrderByListedAsDesc(
            String project, CascadeTrigger trigger, String above, String below, Limit limit);

    /** From the entries of one index, whose fields are the project and these two. */
    @Aggregation({
        "{$match: {project: ?0, hour: {$gte: ?1}}}",
        "{$group: {_id: {hour: '$hour', status: '$status'}, n: {$sum: 1}}}"
    })
    List<CascadeCount> countByHourAndStatus(String project, Instant first);

    List<CascadeDocument> findByLastAtBeforeOrderByLastAt(Instant before, Limit limit);
}
