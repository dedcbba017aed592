package dev.millrace.testing.broken.trips.mongo;

import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;

/** Replaces a document whole. */
final class OwnTemplateReplaces {

    private OwnTemplateReplaces() {}

    static void replace(MongoOperations operations, Object trip) {
        operations.replace(new Query(), trip);
    }
}
