/** Episodes as documents. */
@NullMarked
package dev.millrace.monitoring.episode.mongo;

import org.jspecify.annotations.NullMarked;
