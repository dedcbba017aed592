/** How a version does on its test rows, beyond its metrics. */
@NullMarked
package dev.millrace.registry.evaluation;

import org.jspecify.annotations.NullMarked;
