/** One prediction: what was answered, by which version, and where that comes from. */
@NullMarked
package dev.millrace.console.prediction;

import org.jspecify.annotations.NullMarked;
