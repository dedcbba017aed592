/** Turns triggers into runs: what starts one, what joins the one that waits, what is told no, and how each ends. */
@NullMarked
package dev.millrace.training.run;

import org.jspecify.annotations.NullMarked;
