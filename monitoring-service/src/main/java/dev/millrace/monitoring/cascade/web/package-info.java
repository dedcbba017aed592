/** Cascades over HTTP, as JSON and as a stream. */
@NullMarked
package dev.millrace.monitoring.cascade.web;

import org.jspecify.annotations.NullMarked;
