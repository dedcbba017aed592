/** Hears that runs are to be created, and announces what came of them. */
@NullMarked
package dev.millrace.training.run.kafka;

import org.jspecify.annotations.NullMarked;
