@NullMarked
package dev.millrace.drift.statistics;

import org.jspecify.annotations.NullMarked;
