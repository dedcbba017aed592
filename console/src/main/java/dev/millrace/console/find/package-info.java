/** From an id or the beginning of a name to its page. */
@NullMarked
package dev.millrace.console.find;

import org.jspecify.annotations.NullMarked;
