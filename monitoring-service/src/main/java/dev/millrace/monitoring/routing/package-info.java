/** Who is told of which alerts, and that they are: routes, silences, acknowledgements and the queues of messages. */
@NullMarked
package dev.millrace.monitoring.routing;

import org.jspecify.annotations.NullMarked;
