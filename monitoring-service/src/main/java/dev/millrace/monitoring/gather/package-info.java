/** Answered rows whose label came become versions of a dataset, where a pipeline asks for them. */
@NullMarked
package dev.millrace.monitoring.gather;

import org.jspecify.annotations.NullMarked;
