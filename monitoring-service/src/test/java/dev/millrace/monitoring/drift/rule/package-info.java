@NullMarked
package dev.millrace.monitoring.drift.rule;

import org.jspecify.annotations.NullMarked;
