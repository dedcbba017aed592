/** Files that producers outside announce by an event: they are taken in from a permitted directory, as an upload is. */
@NullMarked
package dev.millrace.ingestion.announced;

import org.jspecify.annotations.NullMarked;
