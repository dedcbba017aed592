/** Those who learn: a trainer takes a matrix and gives the end of a graph. */
@NullMarked
package dev.millrace.training.learn.train;

import org.jspecify.annotations.NullMarked;
