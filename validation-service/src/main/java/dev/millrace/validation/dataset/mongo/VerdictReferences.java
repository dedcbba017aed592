package dev.millrace.validation.dataset.mongo;

import dev.millrace.artifacts.ArtifactReferences;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Statistics and reports of all verdicts. */
@Component
class VerdictReferences implements ArtifactReferences {

    private final VerdictDocuments documents;

    VerdictReferences(VerdictDocuments documents) {
        this.documents = documents;
    }

    @Override
    public String source() {
        return "verdicts";
    }

    @Override
    public Page after(String id, int limit) {
        return Page.of(
                documents.findByIdGreaterThanOrderById(id, Limit.of(limit)),
                limit,
                VerdictDocument::id,
                document -> List.of(Reference.Needed.of(
                        document.verdict().statistics(), document.verdict().report())));
    }
}
