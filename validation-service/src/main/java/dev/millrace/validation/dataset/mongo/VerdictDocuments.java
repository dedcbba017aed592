package dev.millrace.validation.dataset.mongo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Verdicts by dataset and version. */
interface VerdictDocuments extends Repository<VerdictDocument, String> {

    Optional<VerdictDocument> findById(String id);

    List<VerdictDocument> findByIdBetweenOrderByIdDesc(String above, String below, Limit limit);

    long countByProjectAndUsableAndJudgedAtGreaterThan(String project, boolean usable, Instant since);

    List<VerdictDocument> findByIdGreaterThanOrderById(String id, Limit limit);
}
