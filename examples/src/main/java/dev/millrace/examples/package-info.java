/** Data to try Millrace with: made up, seeded, the same on every machine. */
@NullMarked
package dev.millrace.examples;

import org.jspecify.annotations.NullMarked;
