/** What pipelines ask for comes in here, and batches of rows go out. */
@NullMarked
package dev.millrace.monitoring.gather.kafka;

import org.jspecify.annotations.NullMarked;
