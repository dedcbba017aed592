package dev.millrace.training.pipeline.mongo;

import dev.millrace.training.pipeline.Pipelines.Broken;
import dev.millrace.training.pipeline.Pipelines.WaitingRun;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What a pipeline reads, the run of it that waits, and whether its breaker is open.
 *
 * @param feedback dataset of answered and labelled rows; null where it reads none
 * @param brokenSince by which pipelines with an open breaker are sorted; null where it is closed
 * @param waitingOrder by which waiting runs are sorted; null where none waits
 */
@Document("pipeline-rows")
@CompoundIndex(name = "readers", def = "{'project': 1, 'dataset': 1, '_id': 1}")
@CompoundIndex(name = "feedbackReaders", def = "{'project': 1, 'feedback': 1, '_id': 1}")
@CompoundIndex(name = "waiting", def = "{'project': 1, 'waitingOrder': -1}")
@CompoundIndex(name = "broken", def = "{'project': 1, 'brokenSince': -1}")
record PipelineDocument(
        @Id String id,
        String project,
        String dataset,
        @Nullable String feedback,
        @Nullable String waitingOrder,
        @Nullable WaitingRun waiting,
        @Nullable Instant brokenSince,
        @Nullable Broken broken) {}
