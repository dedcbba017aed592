/** Shows why a pipeline is or is not trained, and starts runs. */
@NullMarked
package dev.millrace.training.pipeline.web;

import org.jspecify.annotations.NullMarked;
