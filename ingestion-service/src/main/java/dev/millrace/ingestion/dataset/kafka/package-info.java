/** Versions as events. */
@NullMarked
package dev.millrace.ingestion.dataset.kafka;

import org.jspecify.annotations.NullMarked;
