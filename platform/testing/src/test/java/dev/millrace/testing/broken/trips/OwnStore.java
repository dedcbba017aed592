package dev.millrace.testing.broken.trips;

import org.bson.Document;

/** Stores by itself. */
record OwnStore(Document document) {}
