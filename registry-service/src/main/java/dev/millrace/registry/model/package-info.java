/** Judges candidates, takes decisions, knows what serves, and can tell where every version comes from. */
@NullMarked
package dev.millrace.registry.model;

import org.jspecify.annotations.NullMarked;
