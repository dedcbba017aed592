package dev.millrace.monitoring.alert.mongo;

import dev.millrace.monitoring.Paging;
import dev.millrace.monitoring.alert.Alert;
import dev.millrace.monitoring.alert.AlertFilter;
import dev.millrace.monitoring.alert.Alerts;
import dev.millrace.monitoring.retention.Retained;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    public Optional<Alert> find(String project, String id) {
        return documents.findById(AlertDocument.id(project, id)).map(AlertDocument::alert);
    }

    @Override
    public List<Alert> find(String project, AlertFilter filter, @Nullable String after, int limit) {
        var below = after == null ? Paging.end(project) : AlertDocument.id(project, after);
        var above = AlertDocument.id(project, "");
        return found(project, filter, above, below, Limit.of(limit)).stream()
                .map(AlertDocument::alert)
                .toList();
    }

    /** Through the index that leaves over the least. */
    private List<AlertDocument> found(String project, AlertFilter filter, String above, String below, Limit limit) {
        if (filter.pipeline() != null) {
            return documents.findByProjectAndPipelineAndIdBetweenOrderByIdDesc(
                    project, filter.pipeline(), above, below, limit);
        }
        if (filter.code() != null) {
            return documents.findByProjectAndCodeAndIdBetweenOrderByIdDesc(project, filter.code(), above, below, limit);
        }
        return filter.severity() == null
                ? documents.findByIdBetweenOrderByIdDesc(above, below, limit)
                : documents.findByProjectAndSeverityAndIdBetweenOrderByIdDesc(
                        project, filter.severity(), above, below, limit);
    }

    @Override
    public long count(String project, Instant since) {
        return documents.countByIdBetween(
                AlertDocument.id(project, "%019d".formatted(since.toEpochMilli())), Paging.end(project));
    }

    @Override
    public int forget(Instant before, int most) {
        var old = documents.findByAtBeforeOrderByAt(before, Limit.of(most));
        documents.deleteAllById(old.stream().map(AlertDocument::id).toList());
        return old.size();
    }
}
