package dev.millrace.registry.history.mongo;

import dev.millrace.registry.history.VersionFacts;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** What is known about a run's model, under the run, which exists before the version has a number. */
@Document("facts")
record FactsDocument(@Id String id, VersionFacts facts) {

    static String id(String modelId, String runId) {
        return modelId + "/" + runId;
    }
}
