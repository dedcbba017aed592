package dev.millrace.registry.history.mongo;

import dev.millrace.registry.history.Version.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Looks versions up through their indexes. */
interface VersionDocuments extends Repository<VersionDocument, String> {

    Optional<VersionDocument> findById(String id);

    Optional<VersionDocument> findFirstByModelIdAndRunId(String modelId, String runId);

    List<VersionDocument> findByModelIdAndNumberLessThanOrderByNumberDesc(String modelId, int below, Limit limit);

    List<VersionDocument> findByModelIdAndStatusOrderByNumberDesc(String modelId, Status status, Limit limit);

    Optional<VersionDocument> findFirstByStatusOrderByVersionTrainingTrainedAt(Status status);

    long countByStatus(Status status);

    List<VersionDocument> findByProjectAndStatusOrderByAtDesc(String project, Status status, Limit limit);

    long countByProjectAndStatusAndAtGreaterThanEqual(String project, Status status, Instant since);

    List<VersionDocument> findByIdGreaterThanOrderById(String id, Limit limit);
}
