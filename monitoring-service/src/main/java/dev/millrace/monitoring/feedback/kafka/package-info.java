/** Approvals, predictions and labels come in here. */
@NullMarked
package dev.millrace.monitoring.feedback.kafka;

import org.jspecify.annotations.NullMarked;
