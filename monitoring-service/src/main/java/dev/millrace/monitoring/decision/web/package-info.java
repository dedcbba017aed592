/** Decisions over HTTP. */
@NullMarked
package dev.millrace.monitoring.decision.web;

import org.jspecify.annotations.NullMarked;
