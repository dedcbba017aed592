package dev.millrace.monitoring.alert.mongo;

import dev.millrace.monitoring.alert.Alert;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * An alert of a project.
 *
 * @param id the project and the alert's own id, by which alerts sort in the order of time
 */
@Document("alerts")
@CompoundIndex(name = "newest", def = "{'project': 1, '_id': -1}")
record AlertDocument(@Id String id, String project, @Indexed Instant at, Alert alert) {

    static AlertDocument of(String project, Alert alert) {
        return new AlertDocument(id(project, alert.id()), project, alert.at(), alert);
    }

    static String id(String project, String alert) {
        return project + "/" + alert;
    }
}
