@NullMarked
package dev.millrace.monitoring.drift.watch;

import org.jspecify.annotations.NullMarked;
