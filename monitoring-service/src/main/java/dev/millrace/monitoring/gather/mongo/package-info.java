/** Gathered rows and the batches that were made of them, in the document store. */
@NullMarked
package dev.millrace.monitoring.gather.mongo;

import org.jspecify.annotations.NullMarked;
