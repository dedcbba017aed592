package dev.millrace.monitoring.alert.mongo;

import dev.millrace.monitoring.alert.Alert;
import dev.millrace.monitoring.alert.Alerts;
import dev.millrace.monitoring.retention.Retained;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Alerts as documents. */
@Component
class MongoAlerts implements Alerts, Retained {

    private final AlertDocuments documents;

    MongoAlerts(AlertDocuments documents) {
        this.documents = documents;
    }

    @Override
    public void add(String project, Alert alert) {
        documents.save(AlertDocument.of(project, alert));
    }

    @Override
    public List<Alert> newest(String project, @Nullable String after, int limit) {
        var found = after == null
                ? documents.findByProjectOrderByIdDesc(project, Limit.of(limit))
                : documents.findByProjectAndIdLessThanOrderByIdDesc(
                        project, AlertDocument.id(project, after), Limit.of(limit));
        return found.stream().map(AlertDocument::alert).toList();
    }

    @Override
    public int forget(Instant before, int most) {
        var old = documents.findByAtBeforeOrderByAt(before, Limit.of(most));
        documents.deleteAllById(old.stream().map(AlertDocument::id).toList());
        return old.size();
    }
}
