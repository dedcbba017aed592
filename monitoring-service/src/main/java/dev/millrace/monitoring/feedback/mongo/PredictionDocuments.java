package dev.millrace.monitoring.feedback.mongo;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.mongodb.repository.Update;

/** The collection of predictions. */
interface PredictionDocuments extends MongoRepository<PredictionDocument, String> {

    Optional<PredictionDocument> findFirstByPartitionOrderByLoggedDesc(int partition);

    /** Of those that were not drawn to stay, the oldest. */
    @Query(value = "{'partition': ?0, 'logged': {'$gte': 0, '$lt': ?1}}", sort = "{'logged': 1}")
    List<PredictionDocument> oldest(int partition, long below, Limit limit);

    long countByPartitionAndLogged(int partition, long logged);

    List<PredictionDocument> findByPartitionAndLoggedOrderByDrawDesc(int partition, long logged, Limit limit);

    @Query("{'_id': {'$in': ?0}}")
    @Update("{'$set': {'logged': ?1}, '$inc': {'version': 1}}")
    void setLogged(Collection<String> ids, long logged);

    /** Adds to {@link PredictionDocument#labelled()} what it does not have yet. */
    @Query("{'_id': ?0}")
    @Update("{'$addToSet': {'labelled': {'$each': ?1}}, '$inc': {'version': 1}}")
    void addLabelled(String id, Collection<String> labelled);

    List<PredictionDocument> findByAtBeforeOrderByAt(Instant before, Limit limit);
}
