package dev.millrace.monitoring.gather.mongo;

import dev.millrace.monitoring.gather.GatheredRows.Head;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** A chunk of gathered rows; the id is project, model, partition and the number of the first row, so that it sorts. */
@Document("feedback-chunks")
record ChunkDocument(@Id String id, String owner, String pipeline, int partition, long first, int rows, Instant since) {

    static String id(String owner, int partition, long first) {
        return "%s/%06d/%015d".formatted(owner, partition, first);
    }

    Head head() {
        return new Head(id, pipeline, partition, first, rows, since);
    }
}
