/** Keeps a record of every run, to be listed. */
@NullMarked
package dev.millrace.training.run.mongo;

import org.jspecify.annotations.NullMarked;
