/** The places to which messages go, each in its own language. */
@NullMarked
package dev.millrace.monitoring.routing.sink;

import org.jspecify.annotations.NullMarked;
