package dev.millrace.monitoring.routing.mongo;

import dev.millrace.messaging.ReadModel;
import dev.millrace.monitoring.retention.Retained;
import dev.millrace.monitoring.routing.Acknowledgement;
import dev.millrace.monitoring.routing.Acknowledgements;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Acknowledgements as documents. */
@Component
class MongoAcknowledgements implements Acknowledgements, Retained {

    private final AcknowledgementDocuments documents;

    MongoAcknowledgements(AcknowledgementDocuments documents) {
        this.documents = documents;
    }

    @Override
    public ReadModel row(String project, Acknowledgement acknowledgement) {
        return ReadModel.of(AcknowledgementDocument.of(project, acknowledgement));
    }

    @Override
    public Map<String, Acknowledgement> of(String project, Collection<String> alerts) {
        var ids = alerts.stream()
                .map(alert -> AcknowledgementDocument.id(project, alert))
                .toList();
        return documents.findAllById(ids).stream()
                .map(AcknowledgementDocument::acknowledgement)
                .collect(Collectors.toMap(Acknowledgement::alert, each -> each));
    }

    @Override
    public int forget(Instant before, int most) {
        var old = documents.findByAtBeforeOrderByAt(before, Limit.of(most));
        documents.deleteAllById(old.stream().map(AcknowledgementDocument::id).toList());
        return old.size();
    }
}
