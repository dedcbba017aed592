/** The dialects spoken over HTTP. */
@NullMarked
package dev.millrace.serving.prediction.web;

import org.jspecify.annotations.NullMarked;
