/** Who did what, when, and whether the record is whole. */
@NullMarked
package dev.millrace.console.audit;

import org.jspecify.annotations.NullMarked;
