/** The infrastructure that Millrace needs, embedded: real programs on loopback, for tests and for the local stack. */
@NullMarked
package dev.millrace.embedded;

import org.jspecify.annotations.NullMarked;
