package dev.millrace.monitoring.drift.mongo;

import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * An artifact that an event about drift has named.
 *
 * @param digest of the artifact
 * @param at when the last such event was made: its age
 */
@Document("column-reports")
record ColumnReportDocument(@Id String digest, @Indexed Instant at) {}
