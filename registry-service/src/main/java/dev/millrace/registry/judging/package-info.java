/** Holds a trained model against the gates: pure, but for the check of its package. */
@NullMarked
package dev.millrace.registry.judging;

import org.jspecify.annotations.NullMarked;
