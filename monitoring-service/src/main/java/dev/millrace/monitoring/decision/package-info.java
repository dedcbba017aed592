/** What was decided about training, pipeline by pipeline. */
@NullMarked
package dev.millrace.monitoring.decision;

import org.jspecify.annotations.NullMarked;
