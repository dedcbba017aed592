/** What the models mean for readiness and metrics. */
@NullMarked
package dev.millrace.serving.model.health;

import org.jspecify.annotations.NullMarked;
