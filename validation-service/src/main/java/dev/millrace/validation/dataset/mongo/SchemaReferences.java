package dev.millrace.validation.dataset.mongo;

import dev.millrace.artifacts.ArtifactReferences;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** All versions of all schemas. */
@Component
class SchemaReferences implements ArtifactReferences {

    private final SchemaVersionDocuments documents;

    SchemaReferences(SchemaVersionDocuments documents) {
        this.documents = documents;
    }

    @Override
    public String source() {
        return "schema-versions";
    }

    @Override
    public Page after(String id, int limit) {
        return Page.of(
                documents.findByIdGreaterThanOrderById(id, Limit.of(limit)),
                limit,
                SchemaVersionDocument::id,
                document -> List.of(Reference.Needed.of(document.made().digest())));
    }
}
