/** Reads a whole file strictly, once, before anything is stored: what is wrong with it, or what its columns are. */
@NullMarked
package dev.millrace.ingestion.dataset.check;

import org.jspecify.annotations.NullMarked;
