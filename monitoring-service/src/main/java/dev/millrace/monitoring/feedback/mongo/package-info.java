/** Predictions and labels that wait for each other, in the document store. */
@NullMarked
package dev.millrace.monitoring.feedback.mongo;

import org.jspecify.annotations.NullMarked;
