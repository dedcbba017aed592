/** When a window counts as drifted: the rule of a pipeline, applied to one window. Pure. */
@NullMarked
package dev.millrace.drift.rule;

import org.jspecify.annotations.NullMarked;
