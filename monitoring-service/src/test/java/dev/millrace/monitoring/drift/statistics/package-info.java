@NullMarked
package dev.millrace.monitoring.drift.statistics;

import org.jspecify.annotations.NullMarked;
