/** Models hear from training and serving. */
@NullMarked
package dev.millrace.registry.model.kafka;

import org.jspecify.annotations.NullMarked;
