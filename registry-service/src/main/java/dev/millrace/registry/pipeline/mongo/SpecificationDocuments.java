package dev.millrace.registry.pipeline.mongo;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Keeps specifications by digest. */
interface SpecificationDocuments extends Repository<SpecificationDocument, String> {

    SpecificationDocument save(SpecificationDocument document);

    Optional<SpecificationDocument> findById(String id);
}
