/** Reads the rows of versions. */
@NullMarked
package dev.millrace.monitoring.labelled.duckdb;

import org.jspecify.annotations.NullMarked;
