/** Models: what is live and on whose word, how versions differ, what may be decided about them, and how they fare in production. */
@NullMarked
package dev.millrace.console.model;

import org.jspecify.annotations.NullMarked;
