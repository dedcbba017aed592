/** When a window counts as drifted: the rule of a pipeline, applied to one window, and how windows agree. */
@NullMarked
package dev.millrace.monitoring.drift.rule;

import org.jspecify.annotations.NullMarked;
