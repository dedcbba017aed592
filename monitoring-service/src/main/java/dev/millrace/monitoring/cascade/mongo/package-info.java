/** Cascades and their events in the document store. */
@NullMarked
package dev.millrace.monitoring.cascade.mongo;

import org.jspecify.annotations.NullMarked;
