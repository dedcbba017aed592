/** Measurements of a running stack, each with the floor or peer that it is compared with. */
@NullMarked
package dev.millrace.benchmarks;

import org.jspecify.annotations.NullMarked;
