package dev.millrace.registry.history.mongo;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Keeps facts by run. */
interface FactsDocuments extends Repository<FactsDocument, String> {

    FactsDocument save(FactsDocument document);

    Optional<FactsDocument> findById(String id);

    List<FactsDocument> findByIdGreaterThanOrderById(String id, Limit limit);
}
