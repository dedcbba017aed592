package dev.millrace.monitoring.drift.mongo;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Generations that are or were watched. */
interface WatchedGenerationDocuments extends Repository<WatchedGenerationDocument, String> {

    Optional<WatchedGenerationDocument> findById(String id);
}
