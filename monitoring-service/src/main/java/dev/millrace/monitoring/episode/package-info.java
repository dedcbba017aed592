/** The times in which something was wrong with a model, as they are listed. */
@NullMarked
package dev.millrace.monitoring.episode;

import org.jspecify.annotations.NullMarked;
