@NullMarked
package dev.millrace.validation.dataset.duckdb;

import org.jspecify.annotations.NullMarked;
