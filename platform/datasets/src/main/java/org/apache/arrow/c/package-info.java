/** The one name of Apache Arrow's library that DuckDB's driver asks for. */
@NullMarked
package org.apache.arrow.c;

import org.jspecify.annotations.NullMarked;
