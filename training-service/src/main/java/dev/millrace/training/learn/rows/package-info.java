/** The rows of one run in memory: read, derived, labelled and split. */
@NullMarked
package dev.millrace.training.learn.rows;

import org.jspecify.annotations.NullMarked;
