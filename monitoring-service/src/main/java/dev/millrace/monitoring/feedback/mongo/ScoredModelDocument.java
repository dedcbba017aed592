package dev.millrace.monitoring.feedback.mongo;

import dev.millrace.monitoring.feedback.ScoredModels.LastScore;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** How right a model is; the id is project and model. */
@Document("scored-models")
@CompoundIndex(name = "worse", def = "{'project': 1, 'worse': 1, '_id': 1}")
record ScoredModelDocument(
        @Id String id,
        String project,
        boolean worse,
        String model,
        int version,
        @Nullable LastScore last) {}
