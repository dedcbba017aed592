/** Labels and performance over HTTP. */
@NullMarked
package dev.millrace.monitoring.feedback.web;

import org.jspecify.annotations.NullMarked;
