/** Statistical tests and distances of counts in common bins, without knowing what is counted. */
@NullMarked
package dev.millrace.drift.statistics;

import org.jspecify.annotations.NullMarked;
