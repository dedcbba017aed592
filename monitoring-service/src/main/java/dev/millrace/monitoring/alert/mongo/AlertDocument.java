package dev.millrace.monitoring.alert.mongo;

import dev.millrace.monitoring.alert.Alert;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
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
@CompoundIndex(name = "pipeline", def = "{'project': 1, 'pipeline': 1, '_id': -1}")
@CompoundIndex(name = "code", def = "{'project': 1, 'code': 1, '_id': -1}")
@CompoundIndex(name = "severity", def = "{'project': 1, 'severity': 1, '_id': -1}")
record AlertDocument(
        @Id String id,
        String project,
        @Indexed Instant at,
        @Nullable String pipeline,
        @Nullable String code,
        @Nullable String severity,
        Alert alert) {

    static AlertDocument of(String project, Alert alert) {
        return new AlertDocument(
                id(project, alert.id()), project, alert.at(), alert.pipeline(), alert.code(), alert.severity(), alert);
    }

    static String id(String project, String alert) {
        return project + "/" + alert;
    }
}
