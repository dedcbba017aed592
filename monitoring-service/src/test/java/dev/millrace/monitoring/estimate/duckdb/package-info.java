@NullMarked
package dev.millrace.monitoring.estimate.duckdb;

import org.jspecify.annotations.NullMarked;
