@NullMarked
package dev.millrace.monitoring.drift.kafka;

import org.jspecify.annotations.NullMarked;
