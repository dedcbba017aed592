package dev.millrace.validation.dataset.mongo;

import dev.millrace.messaging.ReadModel;
import dev.millrace.validation.dataset.Verdict;
import dev.millrace.validation.dataset.Verdicts;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Verdicts in the service's store. */
@Component
class MongoVerdicts implements Verdicts {

    private final VerdictDocuments documents;

    MongoVerdicts(VerdictDocuments documents) {
        this.documents = documents;
    }

    @Override
    public ReadModel stored(String dataset, Verdict verdict) {
        return ReadModel.of(new VerdictDocument(VerdictDocument.id(dataset, verdict.version()), verdict));
    }

    @Override
    public Optional<Verdict> find(String dataset, long version) {
        return documents.findById(VerdictDocument.id(dataset, version)).map(VerdictDocument::verdict);
    }
}
