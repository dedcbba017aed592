/** Routes, silences and acknowledgements over HTTP. */
@NullMarked
package dev.millrace.monitoring.routing.web;

import org.jspecify.annotations.NullMarked;
