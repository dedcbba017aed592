/** The models in service, each with how it drifts and how right it is. */
@NullMarked
package dev.millrace.monitoring.model;

import org.jspecify.annotations.NullMarked;
