/** How a cascade is followed from outside: by the lines that each service logs about it. */
@NullMarked
package dev.millrace.messaging.trail;

import org.jspecify.annotations.NullMarked;
