/** Applies pipeline specifications: versioned, immutable, told to the other services. */
@NullMarked
package dev.millrace.registry.pipeline;

import org.jspecify.annotations.NullMarked;
