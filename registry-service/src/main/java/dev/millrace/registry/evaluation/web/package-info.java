/** Evaluations over HTTP. */
@NullMarked
package dev.millrace.registry.evaluation.web;

import org.jspecify.annotations.NullMarked;
