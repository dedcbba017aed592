package dev.millrace.monitoring.routing.mongo;

import dev.millrace.monitoring.routing.Acknowledgement;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/** Somebody's word that they look after an alert. */
@Document("alert-acknowledgements")
record AcknowledgementDocument(@Id String id, @Indexed Instant at, Acknowledgement acknowledgement) {

    static AcknowledgementDocument of(String project, Acknowledgement acknowledgement) {
        return new AcknowledgementDocument(id(project, acknowledgement.alert()), acknowledgement.at(), acknowledgement);
    }

    static String id(String project, String alert) {
        return project + "/" + alert;
    }
}
