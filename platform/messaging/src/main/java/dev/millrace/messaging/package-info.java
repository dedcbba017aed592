/** How a service consumes, decides, commits and publishes; docs/messaging.md tells the design. */
@NullMarked
package dev.millrace.messaging;

import org.jspecify.annotations.NullMarked;
