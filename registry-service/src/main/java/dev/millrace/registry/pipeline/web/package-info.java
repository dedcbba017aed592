/** Pipelines over HTTP. */
@NullMarked
package dev.millrace.registry.pipeline.web;

import org.jspecify.annotations.NullMarked;
