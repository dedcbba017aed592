/** Models over HTTP. */
@NullMarked
package dev.millrace.monitoring.model.web;

import org.jspecify.annotations.NullMarked;
