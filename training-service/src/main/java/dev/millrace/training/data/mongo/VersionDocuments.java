package dev.millrace.training.data.mongo;

import java.util.Optional;
import org.springframework.data.mongodb.repository.MongoRepository;

interface VersionDocuments extends MongoRepository<VersionDocument, String> {

    Optional<VersionDocument> findFirstByProjectAndDatasetAndNumber(String project, String dataset, long number);
}
