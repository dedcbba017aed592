package dev.millrace.validation.dataset.mongo;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Looks versions of schemas up through their index. */
interface SchemaVersionDocuments extends Repository<SchemaVersionDocument, String> {

    Optional<SchemaVersionDocument> findById(String id);

    List<SchemaVersionDocument> findByDatasetAndVersionLessThanOrderByVersionDesc(
            String dataset, int below, Limit limit);

    List<SchemaVersionDocument> findByIdGreaterThanOrderById(String id, Limit limit);
}
