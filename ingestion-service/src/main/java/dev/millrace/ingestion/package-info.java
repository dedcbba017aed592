/** Ingestion: files that arrive become numbered, immutable dataset versions. */
@NullMarked
package dev.millrace.ingestion;

import org.jspecify.annotations.NullMarked;
