package dev.millrace.monitoring.gather.mongo;

import dev.millrace.artifacts.ArtifactReferences;
import dev.millrace.messaging.ReadModel;
import dev.millrace.monitoring.gather.Batch;
import dev.millrace.monitoring.gather.BatchList;
import dev.millrace.monitoring.retention.Retained;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Batches as documents; as long as one is kept, so are its rows. */
@Component
class MongoBatchList implements BatchList, Retained, ArtifactReferences {

    private final BatchDocuments documents;

    MongoBatchList(BatchDocuments documents) {
        this.documents = documents;
    }

    @Override
    public ReadModel row(Batch batch) {
        return ReadModel.of(BatchDocument.of(batch));
    }

    @Override
    public List<Batch> newest(String owner, int most) {
        return documents.findByOwnerOrderByNumberDesc(owner, Limit.of(most)).stream()
                .map(BatchDocument::batch)
                .toList();
    }

    @Override
    public int forget(Instant before, int most) {
        var old = documents.findByAtBeforeOrderByAt(before, Limit.of(most));
        documents.deleteAllById(old.stream().map(BatchDocument::id).toList());
        return old.size();
    }

    @Override
    public String source() {
        return "feedback-batches";
    }

    @Override
    public Page after(String id, int limit) {
        return Page.of(
                documents.findByIdGreaterThanOrderById(id, Limit.of(limit)),
                limit,
                BatchDocument::id,
                document -> List.of(Reference.Needed.of(document.batch().artifact())));
    }
}
