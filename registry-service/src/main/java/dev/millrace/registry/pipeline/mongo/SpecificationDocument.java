package dev.millrace.registry.pipeline.mongo;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** A specification under its digest. */
@Document("specifications")
record SpecificationDocument(@Id String id, String pipeline, String digest, String json) {

    static String id(String project, String pipeline, String digest) {
        return project + "/" + pipeline + "/" + digest;
    }
}
