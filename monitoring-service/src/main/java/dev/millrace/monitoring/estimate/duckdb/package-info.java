/** Reads the test rows of packages. */
@NullMarked
package dev.millrace.monitoring.estimate.duckdb;

import org.jspecify.annotations.NullMarked;
