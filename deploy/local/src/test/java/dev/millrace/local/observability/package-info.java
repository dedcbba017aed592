/** Metrics, rules and dashboards, held to each other, to the manual and to a running stack. */
@NullMarked
package dev.millrace.local.observability;

import org.jspecify.annotations.NullMarked;
