package dev.millrace.validation.dataset.mongo;

import dev.millrace.messaging.ReadModel;
import dev.millrace.validation.dataset.SchemaVersion;
import dev.millrace.validation.dataset.SchemaVersions;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Versions of schemas in the service's store. */
@Component
class MongoSchemaVersions implements SchemaVersions {

    private final SchemaVersionDocuments documents;

    MongoSchemaVersions(SchemaVersionDocuments documents) {
        this.documents = documents;
    }

    @Override
    public ReadModel stored(String dataset, SchemaVersion version) {
        return ReadModel.of(SchemaVersionDocument.of(dataset, version));
    }

    @Override
    public Optional<SchemaVersion> find(String dataset, int version) {
        return documents.findById(SchemaVersionDocument.id(dataset, version)).map(SchemaVersionDocument::made);
    }

    @Override
    public List<SchemaVersion> list(String dataset, int below, int limit) {
        return documents.findByDatasetAndVersionLessThanOrderByVersionDesc(dataset, below, Limit.of(limit)).stream()
                .map(SchemaVersionDocument::made)
                .toList();
    }
}
