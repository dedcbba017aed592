package dev.millrace.messaging;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/** Fixture: a read model of a tally. */
@Document("tallyRows")
record TallyRow(@Id String id, @Indexed long arrivals) {}
