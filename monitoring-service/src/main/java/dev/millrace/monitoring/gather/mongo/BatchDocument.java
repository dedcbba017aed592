package dev.millrace.monitoring.gather.mongo;

import dev.millrace.monitoring.gather.Batch;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/** A batch of a model; the id is project, model and number. */
@Document("feedback-batch-rows")
@CompoundIndex(name = "newest", def = "{'owner': 1, 'number': -1}")
record BatchDocument(
        @Id String id, String owner, long number, @Indexed Instant at, Batch batch) {

    static BatchDocument of(Batch batch) {
        return new BatchDocument(
                batch.owner() + "/" + batch.number(), batch.owner(), batch.number(), batch.madeAt(), batch);
    }
}
