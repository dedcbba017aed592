/** Decisions come in here. */
@NullMarked
package dev.millrace.monitoring.decision.kafka;

import org.jspecify.annotations.NullMarked;
