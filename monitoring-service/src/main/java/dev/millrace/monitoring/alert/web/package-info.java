/** Alerts over HTTP. */
@NullMarked
package dev.millrace.monitoring.alert.web;

import org.jspecify.annotations.NullMarked;
