/** Hears the triggers and the ends of runs, and announces what was decided. */
@NullMarked
package dev.millrace.training.pipeline.kafka;

import org.jspecify.annotations.NullMarked;
