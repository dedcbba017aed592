/** Answers on their way to monitoring. */
@NullMarked
package dev.millrace.serving.prediction.kafka;

import org.jspecify.annotations.NullMarked;
