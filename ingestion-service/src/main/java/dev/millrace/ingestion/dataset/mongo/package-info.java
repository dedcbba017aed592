/** Versions as documents. */
@NullMarked
package dev.millrace.ingestion.dataset.mongo;

import org.jspecify.annotations.NullMarked;
