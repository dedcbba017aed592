/** Trains: each run is an aggregate whose job is to learn. */
@NullMarked
package dev.millrace.training.run;

import org.jspecify.annotations.NullMarked;
