/** Tests of reading labels from Parquet files. */
@NullMarked
package dev.millrace.monitoring.labelled.duckdb;

import org.jspecify.annotations.NullMarked;
