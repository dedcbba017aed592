/** The timeline: which event caused which, what was decided and why. */
@NullMarked
package dev.millrace.monitoring.cascade;

import org.jspecify.annotations.NullMarked;
