/** Versions that were found valid come in here. */
@NullMarked
package dev.millrace.monitoring.labelled.kafka;

import org.jspecify.annotations.NullMarked;
