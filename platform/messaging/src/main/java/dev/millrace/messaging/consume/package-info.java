/** What happens to a record between the poll and the listener, and to one that no listener can handle. */
@NullMarked
package dev.millrace.messaging.consume;

import org.jspecify.annotations.NullMarked;
