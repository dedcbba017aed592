/** Judged windows in the document store. */
@NullMarked
package dev.millrace.monitoring.drift.mongo;

import org.jspecify.annotations.NullMarked;
