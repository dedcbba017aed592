/** Runs: what was trained, why, and what came of it. */
@NullMarked
package dev.millrace.console.run;

import org.jspecify.annotations.NullMarked;
