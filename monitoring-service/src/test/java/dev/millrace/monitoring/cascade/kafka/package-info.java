@NullMarked
package dev.millrace.monitoring.cascade.kafka;

import org.jspecify.annotations.NullMarked;
