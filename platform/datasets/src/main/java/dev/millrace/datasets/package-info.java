/** Dataset versions as tables: DuckDB in process, locked to the artifact directory. */
@NullMarked
package dev.millrace.datasets;

import org.jspecify.annotations.NullMarked;
