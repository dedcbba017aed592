/** Announcements come in here, and refusals go out. */
@NullMarked
package dev.millrace.ingestion.announced.kafka;

import org.jspecify.annotations.NullMarked;
