/** What a service says of itself in one answer: how it is, how far behind, and what a person should look at. */
@NullMarked
package dev.millrace.messaging.summary;

import org.jspecify.annotations.NullMarked;
