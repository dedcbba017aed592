/** Watches what serving answers and tells what every cascade did. */
@NullMarked
package dev.millrace.monitoring;

import org.jspecify.annotations.NullMarked;
