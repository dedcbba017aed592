package dev.millrace.training.data.mongo;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.repository.MongoRepository;

interface VersionDocuments extends MongoRepository<VersionDocument, String> {

    Optional<VersionDocument> findFirstByProjectAndDatasetAndNumber(String project, String dataset, long number);

    List<VersionDocument> findByIdGreaterThanOrderById(String id, Limit limit);
}
