/** Decides when to train, and trains. */
@NullMarked
package dev.millrace.training;

import org.jspecify.annotations.NullMarked;
