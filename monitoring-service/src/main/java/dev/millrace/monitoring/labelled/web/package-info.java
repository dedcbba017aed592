/** Tells over HTTP what became of a version's labels. */
@NullMarked
package dev.millrace.monitoring.labelled.web;

import org.jspecify.annotations.NullMarked;
