package dev.millrace.ingestion.dataset.mongo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Versions by dataset, number and content. */
interface VersionDocuments extends Repository<VersionDocument, String> {

    Optional<VersionDocument> findByDatasetAndNumber(String dataset, long number);

    Optional<VersionDocument> findFirstByDatasetAndDigestAndSettings(String dataset, String digest, String settings);

    Optional<VersionDocument> findFirstByDatasetAndOriginArrivedRequest(String dataset, String request);

    List<VersionDocument> findByDatasetAndNumberLessThanOrderByNumberDesc(String dataset, long number, Limit limit);

    long countByProjectAndOriginArrivedAtGreaterThan(String project, Instant since);

    List<VersionDocument> findByIdGreaterThanOrderById(String id, Limit limit);
}
