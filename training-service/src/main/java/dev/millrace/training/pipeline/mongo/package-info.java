/** Finds pipelines by their dataset, and lists the runs that wait. */
@NullMarked
package dev.millrace.training.pipeline.mongo;

import org.jspecify.annotations.NullMarked;
