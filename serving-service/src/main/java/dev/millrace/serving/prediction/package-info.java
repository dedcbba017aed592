/** Answering a request: checking its rows, scoring them, logging what was answered. */
@NullMarked
package dev.millrace.serving.prediction;

import org.jspecify.annotations.NullMarked;
