package dev.millrace.ingestion.dataset.mongo;

import dev.millrace.artifacts.ArtifactReferences;
import dev.millrace.ingestion.dataset.StoredPart;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** The files of all versions. */
@Component
class VersionReferences implements ArtifactReferences {

    private final VersionDocuments documents;

    VersionReferences(VersionDocuments documents) {
        this.documents = documents;
    }

    @Override
    public String source() {
        return "versions";
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
        var digests = new ArrayList<String>();
        version.content().parts().stream().map(StoredPart::digest).forEach(digests::add);
        var columns = version.content().columns().digest();
        if (columns != null) {
            digests.add(columns);
        }
        return new Reference.Needed(digests);
    }
}
