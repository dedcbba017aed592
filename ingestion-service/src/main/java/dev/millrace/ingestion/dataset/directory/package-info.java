/** Datasets from a watched directory, for producers that can only drop files. */
@NullMarked
package dev.millrace.ingestion.dataset.directory;

import org.jspecify.annotations.NullMarked;
