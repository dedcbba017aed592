package dev.millrace.monitoring.cascade.mongo;

import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/** The cascade that a run was started in; the id is project and run. */
@Document("run-cascades")
record RunDocument(@Id String id, String cascadeId, @Indexed Instant at) {}
