package dev.millrace.monitoring.gather.mongo;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The rows of a chunk, by its id.
 *
 * @param packed JSON, deflated, in base 64
 */
@Document("feedback-rows")
record ChunkRowsDocument(@Id String id, String packed) {}
