package dev.millrace.monitoring.routing.mongo;

import dev.millrace.monitoring.retention.Retained;
import dev.millrace.monitoring.routing.RoutedAlerts;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Alerts that were routed as documents. */
@Component
class MongoRoutedAlerts implements RoutedAlerts, Retained {

    private final RoutedAlertDocuments documents;

    MongoRoutedAlerts(RoutedAlertDocuments documents) {
        this.documents = documents;
    }

    @Override
    public void keep(String project, RoutedAlert routed) {
        documents.save(RoutedAlertDocument.of(project, routed));
    }

    @Override
    public Map<String, RoutedAlert> of(String project, Collection<String> alerts) {
        var ids = alerts.stream()
                .map(alert -> RoutedAlertDocument.id(project, alert))
                .toList();
        return documents.findAllById(ids).stream()
                .map(RoutedAlertDocument::routed)
                .collect(Collectors.toMap(RoutedAlert::alert, each -> each));
    }

    @Override
    public int forget(Instant before, int most) {
        var old = documents.findByAtBeforeOrderByAt(before, Limit.of(most));
        documents.deleteAllById(old.stream().map(RoutedAlertDocument::id).toList());
        return old.size();
    }
}
