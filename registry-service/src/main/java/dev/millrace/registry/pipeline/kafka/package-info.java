/** Pipelines told to the other services. */
@NullMarked
package dev.millrace.registry.pipeline.kafka;

import org.jspecify.annotations.NullMarked;
