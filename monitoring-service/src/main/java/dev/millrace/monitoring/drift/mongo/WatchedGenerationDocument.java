package dev.millrace.monitoring.drift.mongo;

import dev.millrace.monitoring.drift.watch.Approved;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** What an approval put in service; the id is project, model and generation. */
@Document("watched-generations")
record WatchedGenerationDocument(@Id String id, Approved approved) {

    static String id(String watch, long generation) {
        return watch + "/" + generation;
    }
}
