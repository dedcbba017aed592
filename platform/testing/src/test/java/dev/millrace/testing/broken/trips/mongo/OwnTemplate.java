package dev.millrace.testing.broken.trips.mongo;

import org.springframework.data.mongodb.core.MongoOperations;

/** Asks any collection. */
record OwnTemplate(MongoOperations operations) {}
