/** The registry: which pipelines are in force, which model versions exist, which of them serves, and why. */
@NullMarked
package dev.millrace.registry;

import org.jspecify.annotations.NullMarked;
