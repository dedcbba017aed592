/** Datasets: what arrives is checked, stored as Parquet, numbered and announced. */
@NullMarked
package dev.millrace.ingestion.dataset;

import org.jspecify.annotations.NullMarked;
