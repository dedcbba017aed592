/** Drift over HTTP. */
@NullMarked
package dev.millrace.monitoring.drift.web;

import org.jspecify.annotations.NullMarked;
