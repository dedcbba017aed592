/** Counts predictions per partition, closes whole windows from these counts, and judges each window once. */
@NullMarked
package dev.millrace.monitoring.drift.watch;

import org.jspecify.annotations.NullMarked;
