package dev.millrace.monitoring.feedback.mongo;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

/** The collection of labels that wait. */
interface WaitingLabelDocuments extends MongoRepository<WaitingLabelDocument, String> {

    boolean existsByScoreIdAndPartition(String scoreId, int partition);

    long countByScoreId(String scoreId);

    long countByScoreIdAndPartition(String scoreId, int partition);

    List<WaitingLabelDocument> findByScoreIdAndPartitionOrderBySince(String scoreId, int partition, Limit limit);

    List<WaitingLabelDocument> findByIdGreaterThanOrderById(String id, Limit limit);
}
