/** How a reader likes the pages. */
@NullMarked
package dev.millrace.console.preference;

import org.jspecify.annotations.NullMarked;
