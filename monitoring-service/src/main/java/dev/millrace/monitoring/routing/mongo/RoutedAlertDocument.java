package dev.millrace.monitoring.routing.mongo;

import dev.millrace.monitoring.routing.RoutedAlerts.RoutedAlert;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/** Whom an alert was told to. */
@Document("routed-alerts")
record RoutedAlertDocument(@Id String id, @Indexed Instant at, RoutedAlert routed) {

    static RoutedAlertDocument of(String project, RoutedAlert routed) {
        return new RoutedAlertDocument(id(project, routed.alert()), routed.at(), routed);
    }

    static String id(String project, String alert) {
        return project + "/" + alert;
    }
}
