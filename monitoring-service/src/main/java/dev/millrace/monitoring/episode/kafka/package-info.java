/** Episodes as events. */
@NullMarked
package dev.millrace.monitoring.episode.kafka;

import org.jspecify.annotations.NullMarked;
