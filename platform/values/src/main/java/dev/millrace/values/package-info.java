/** Dates as people write them, understood alike in files and in requests. */
@NullMarked
package dev.millrace.values;

import org.jspecify.annotations.NullMarked;
