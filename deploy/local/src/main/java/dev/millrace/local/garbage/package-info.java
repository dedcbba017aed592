/** Removes the artifacts that no service needs any more. */
@NullMarked
package dev.millrace.local.garbage;

import org.jspecify.annotations.NullMarked;
