/** Cascades: everything that followed from one arrival, drift or request. */
@NullMarked
package dev.millrace.console.cascade;

import org.jspecify.annotations.NullMarked;
