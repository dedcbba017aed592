/** Decides when a pipeline is trained. */
@NullMarked
package dev.millrace.training.pipeline;

import org.jspecify.annotations.NullMarked;
