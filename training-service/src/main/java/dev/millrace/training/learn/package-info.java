/** Turns rows into a model package: one graph from raw columns to predictions, with the figures that judge it. */
@NullMarked
package dev.millrace.training.learn;

import org.jspecify.annotations.NullMarked;
