/** What is known about a model once it is learned: metrics, slices, baseline and golden rows. */
@NullMarked
package dev.millrace.training.learn.judge;

import org.jspecify.annotations.NullMarked;
