package dev.millrace.registry.history.mongo;

import dev.millrace.artifacts.ArtifactReferences;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.models.ModelPackages;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Models that the registry was told of, also those that have no version yet. */
@Component
class FactsReferences implements ArtifactReferences {

    private final FactsDocuments documents;
    private final ModelPackages packages;

    FactsReferences(FactsDocuments documents, ArtifactStore artifacts) {
        this.documents = documents;
        this.packages = new ModelPackages(artifacts);
    }

    @Override
    public String source() {
        return "facts";
    }

    @Override
    public Page after(String id, int limit) {
        return Page.of(
                documents.findByIdGreaterThanOrderById(id, Limit.of(limit)),
                limit,
                FactsDocument::id,
                this::references);
    }

    private List<Reference> references(FactsDocument document) {
        var training = document.facts().training();
        var digest = training.contents().packageDigest();
        return List.of(
                Reference.Needed.of(training.data().manifest()),
                new Reference.ModelFiles(digest, packages.artifacts(digest)));
    }
}
