/** How long what was seen is kept. */
@NullMarked
package dev.millrace.monitoring.retention;

import org.jspecify.annotations.NullMarked;
