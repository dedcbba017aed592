/** Pipelines: what would happen now and why, what was decided, and the specification. */
@NullMarked
package dev.millrace.console.pipeline;

import org.jspecify.annotations.NullMarked;
