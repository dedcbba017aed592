package dev.millrace.registry.history.mongo;

import dev.millrace.registry.history.Generation;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** A generation as it is listed and searched. */
@Document("generations")
@CompoundIndex(name = "number", def = "{'modelId': 1, 'number': -1}")
@CompoundIndex(name = "version", def = "{'modelId': 1, 'version': 1, 'number': -1}")
record GenerationDocument(@Id String id, String modelId, long number, int version, Generation generation) {

    static GenerationDocument of(String modelId, Generation generation) {
        return new GenerationDocument(
                modelId + "/" + generation.number(), modelId, generation.number(), generation.version(), generation);
    }
}
