package dev.millrace.training.run.mongo;

import dev.millrace.artifacts.ArtifactReferences;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.models.ModelPackages;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** What runs have read and made. A model is needed until the registry frees it, also while it has not heard of the model. */
@Component
class RunReferences implements ArtifactReferences {

    private final RunDocuments documents;
    private final ModelPackages packages;

    RunReferences(RunDocuments documents, ArtifactStore artifacts) {
        this.documents = documents;
        this.packages = new ModelPackages(artifacts);
    }

    @Override
    public String source() {
        return "runs";
    }

    @Override
    public Page after(String id, int limit) {
        return Page.of(
                documents.findByIdGreaterThanOrderById(id, Limit.of(limit)), limit, RunDocument::id, this::references);
    }

    private List<Reference> references(RunDocument run) {
        var result = run.report().result();
        var read = Reference.Needed.of(result.dataManifest());
        var made = result.packageDigest();
        return made == null ? List.of(read) : List.of(read, new Reference.ModelFiles(made, packages.artifacts(made)));
    }
}
