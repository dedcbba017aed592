package dev.millrace.training.pipeline.mongo;

import dev.millrace.messaging.ReadModel;
import dev.millrace.training.pipeline.PastEvent;
import dev.millrace.training.pipeline.PastEvents;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** What pipelines were told, as documents. */
@Component
class MongoPastEvents implements PastEvents {

    private final PastEventDocuments documents;

    MongoPastEvents(PastEventDocuments documents) {
        this.documents = documents;
    }

    @Override
    public ReadModel row(PastEvent event) {
        return ReadModel.of(PastEventDocument.of(event));
    }

    @Override
    public List<PastEvent> since(String pipelineId, Instant time, int limit) {
        return documents.findByPipelineIdAndAtGreaterThanEqualOrderByAtAsc(pipelineId, time, Limit.of(limit)).stream()
                .map(PastEventDocument::event)
                .toList();
    }
}
