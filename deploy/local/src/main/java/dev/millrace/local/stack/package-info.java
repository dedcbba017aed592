/** The embedded stack: which programs it has, how they are started, found again and stopped. */
@NullMarked
package dev.millrace.local.stack;

import org.jspecify.annotations.NullMarked;
