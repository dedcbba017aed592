/** Whether the world still looks as it did at training: windows of predictions in the model's frozen bins. */
@NullMarked
package dev.millrace.monitoring.drift;

import org.jspecify.annotations.NullMarked;
