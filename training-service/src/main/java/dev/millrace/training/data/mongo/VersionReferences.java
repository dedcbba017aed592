package dev.millrace.training.data.mongo;

import dev.millrace.artifacts.ArtifactReferences;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** What may be trained on. */
@Component
class VersionReferences implements ArtifactReferences {

    private final VersionDocuments documents;

    VersionReferences(VersionDocuments documents) {
        this.documents = documents;
    }

    @Override
    public String source() {
        return "dataset-versions";
    }

    @Override
    public Page after(String id, int limit) {
        return Page.of(
                documents.findByIdGreaterThanOrderById(id, Limit.of(limit)),
                limit,
                VersionDocument::id,
                version -> List.of(needed(version)));
    }

    private static Reference.Needed needed(VersionDocument version) {
        var content = version.logged().version().content();
        var digests = new ArrayList<>(content.parts());
        var columns = content.columns().digest();
        if (columns != null) {
            digests.add(columns);
        }
        return new Reference.Needed(digests);
    }
}
