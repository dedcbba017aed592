package dev.millrace.validation.dataset.mongo;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Datasets by when their newest version was rejected. */
interface NewestVerdictDocuments extends Repository<NewestVerdictDocument, String> {

    List<NewestVerdictDocument> findByProjectAndRejectedAtGreaterThanOrderByRejectedAtDesc(
            String project, Instant since, Limit limit);
}
