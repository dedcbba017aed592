/** Disturbs a running stack at random, and checks afterwards that nothing was lost, doubled or stuck. */
@NullMarked
package dev.millrace.local.chaos;

import org.jspecify.annotations.NullMarked;
