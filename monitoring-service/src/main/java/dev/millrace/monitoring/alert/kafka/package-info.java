/** Alerts come in here. */
@NullMarked
package dev.millrace.monitoring.alert.kafka;

import org.jspecify.annotations.NullMarked;
