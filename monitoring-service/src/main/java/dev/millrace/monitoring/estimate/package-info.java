/** How right a model probably is while no labels have come: estimated from its answers alone, by what its test rows say of them. */
@NullMarked
package dev.millrace.monitoring.estimate;

import org.jspecify.annotations.NullMarked;
