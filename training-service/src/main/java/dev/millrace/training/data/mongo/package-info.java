/** Keeps dataset versions as documents of their own. */
@NullMarked
package dev.millrace.training.data.mongo;

import org.jspecify.annotations.NullMarked;
