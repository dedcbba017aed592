/** Decisions in the document store. */
@NullMarked
package dev.millrace.monitoring.decision.mongo;

import org.jspecify.annotations.NullMarked;
