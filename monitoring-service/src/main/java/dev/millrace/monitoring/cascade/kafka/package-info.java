/** Every event but predictions and labels comes in here. */
@NullMarked
package dev.millrace.monitoring.cascade.kafka;

import org.jspecify.annotations.NullMarked;
